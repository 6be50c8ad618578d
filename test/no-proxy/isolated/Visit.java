import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Visits one URL a line. The variables behind it are given to Java as the properties that stand for them. */
class Visit {
  public static void main(String[] args) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.split("\t");
      Map<String, String> variables = new HashMap<>();
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].split("=", 2);
        variables.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
      proxy("http", filled(variables, "HTTP_PROXY"));
      proxy("https", filled(variables, "HTTPS_PROXY"));
      set("http.nonProxyHosts", filled(variables, "NO_PROXY").replace(',', '|'));
      try {
        var connection = (HttpURLConnection) URI.create(parts[0]).toURL().openConnection();
        connection.setConnectTimeout(5000);
        connection.setReadTimeout(5000);
        connection.getResponseCode();
      } catch (Exception refused) {
        // Where the connection went is seen at the other end.
      }
      System.out.println("done");
    }
  }

  private static String filled(Map<String, String> variables, String name) {
    String upper = variables.getOrDefault(name, "");
    return upper.isEmpty() ? variables.getOrDefault(name.toLowerCase(), "") : upper;
  }

  private static void proxy(String scheme, String url) {
    String[] ends = url.replaceFirst("^.*://", "").split(":");
    set(scheme + ".proxyHost", ends[0]);
    set(scheme + ".proxyPort", ends.length > 1 ? ends[1] : "");
  }

  private static void set(String name, String value) {
    if (value.isEmpty()) System.clearProperty(name);
    else System.setProperty(name, value);
  }
}
