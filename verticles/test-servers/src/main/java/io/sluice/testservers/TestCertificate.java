package io.sluice.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate that vouches for itself, made by the JDK's own tool. */
public record TestCertificate(X509Certificate certificate, String certPem, String keyPem) {
  private static final char[] PASSWORD = "for a test".toCharArray();

  /** For localhost and the first addresses of this machine alone. */
  public static TestCertificate make(Path folder) throws Exception {
    var store = Files.createTempDirectory(folder, "cert").resolve("store.p12");
    var tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool")
        .toString(), "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=localhost",
        "-ext", "san=ip:127.0.0.1,ip:127.0.0.2,ip:127.0.0.3", "-validity", "2", "-storetype",
        "PKCS12", "-keystore",
        store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
    var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(said);
    }
    try (var in = Files.newInputStream(store)) {
      return read(in);
    }
  }

  private static TestCertificate read(InputStream in)
      throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(in, PASSWORD);
    var certificate = (X509Certificate) keys.getCertificate("a");
    return new TestCertificate(certificate, pem("CERTIFICATE", certificate.getEncoded()),
        pem("PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded()));
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN " + what + "-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes) + "\n-----END " + what
        + "-----\n";
  }

  /** Writes both files; the key goes first, as it may be read between the two. */
  public void writeTo(Path cert, Path key) throws IOException {
    Files.writeString(key, keyPem);
    Files.writeString(cert, certPem);
  }
}
