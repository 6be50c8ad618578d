// Asks for one URL with a root of its own, through a proxy where one is given, and prints what Java says.
import java.io.FileInputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

public class Ask {
  public static void main(String[] words) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (FileInputStream file = new FileInputStream(words[1])) {
      store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    Proxy proxy = words.length < 3 ? Proxy.NO_PROXY : proxyOf(URI.create(words[2]));
    try {
      URLConnection connection = URI.create(words[0]).toURL().openConnection(proxy);
      connection.setConnectTimeout(4000);
      connection.setReadTimeout(4000);
      connection.getInputStream().readAllBytes();
      System.out.println("passes");
    } catch (Exception error) {
      System.out.println(error.getClass().getSimpleName() + ": " + error.getMessage());
    }
  }

  private static Proxy proxyOf(URI url) {
    if (url.getUserInfo() != null) {
      String[] login = url.getUserInfo().split(":");
      System.setProperty("java.net.socks.username", login[0]);
      System.setProperty("java.net.socks.password", login[1]);
    }
    Proxy.Type type = url.getScheme().equals("http") ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
    return new Proxy(type, new InetSocketAddress(url.getHost(), url.getPort()));
  }
}
