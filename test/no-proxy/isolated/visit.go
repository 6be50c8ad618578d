// Visits one URL a line under the variables that stand behind it, and says when it is done. Go reads its variables
// once, so that each visit is a process of its own: this program again, with the URL as its argument.
package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"
)

func main() {
	if len(os.Args) > 1 {
		transport := http.DefaultTransport.(*http.Transport)
		transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
		client := http.Client{Timeout: 5 * time.Second}
		_, _ = client.Get(os.Args[1])
		return
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		visit := exec.Command(os.Args[0], parts[0])
		visit.Env = []string{}
		for _, variable := range parts[1:] {
			name, value, _ := strings.Cut(variable, "=")
			decoded, _ := url.PathUnescape(value)
			visit.Env = append(visit.Env, name+"="+decoded)
		}
		_ = visit.Run()
		fmt.Println("done")
	}
}
