import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;

/** Asks for each URL of stdin with URLConnection and prints what goes wrong. */
public class Ask {
  public static void main(String[] args) throws IOException {
    for (String line : new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
      String[] part = line.split("\t", -1);
      System.out.println("@@ " + part[0]);
      try {
        URLConnection connection = URI.create(part[1]).toURL().openConnection(proxy(part[2]));
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(3000);
        connection.getInputStream().close();
      } catch (IOException problem) {
        problem.printStackTrace(System.out);
      }
    }
  }

  private static Proxy proxy(String url) {
    if (url.isEmpty()) return Proxy.NO_PROXY;
    URI at = URI.create(url);
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(at.getHost(), at.getPort()));
  }
}
