// Asks for one URL with a root of its own, through a proxy where one is given, and prints what Go says.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

func main() {
	roots := x509.NewCertPool()
	pem, _ := os.ReadFile(os.Args[2])
	roots.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	if len(os.Args) > 3 {
		proxy, _ := url.Parse(os.Args[3])
		transport.Proxy = http.ProxyURL(proxy)
	}
	client := &http.Client{Transport: transport, Timeout: 4 * time.Second}
	answer, err := client.Get(os.Args[1])
	if err == nil {
		_, err = io.ReadAll(answer.Body)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("passes")
}
