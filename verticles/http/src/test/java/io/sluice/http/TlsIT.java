package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsIT {
  @TempDir
  Path folder;
  private TlsConfig files;
  private TestCertificate first;
  private Gateway gateway;

  @BeforeEach
  void open() throws Exception {
    files = new TlsConfig(folder.resolve("cert.pem").toString(),
        folder.resolve("key.pem").toString());
    first = TestCertificate.make(folder);
    first.writeTo(Path.of(files.cert()), Path.of(files.key()));
    gateway = Gateway.open(folder,
        c -> new HttpConfig(c.host(), c.port(), c.proxies(), c.maxConnections(),
            c.maxBodyBytes(), c.maxUploadBytes(), c.deadline(), c.idleTimeout(), c.webroot(),
            c.webhookSecret(), c.bridges(), files));
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  /** A connection that believes any certificate: which one is shown is what is looked at. */
  private SSLSocket connect() throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[]{new Trusting()}, null);
    var socket = (SSLSocket) context.getSocketFactory().createSocket(
        InetAddress.getLoopbackAddress(), gateway.port);
    socket.setSoTimeout((int) Gateway.GENEROUS.toMillis());
    socket.startHandshake();
    return socket;
  }

  private static Certificate shown(SSLSocket socket) throws IOException {
    return socket.getSession().getPeerCertificates()[0];
  }

  private Certificate shown() throws Exception {
    try (var socket = connect()) {
      return shown(socket);
    }
  }

  private static String ask(Socket socket) throws IOException {
    socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
        .getBytes(StandardCharsets.US_ASCII));
    var response = new StringBuilder();
    while (response.indexOf("\"up\"}") < 0) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        return response.toString();
      }
      response.append((char) next);
    }
    return response.toString();
  }

  @Test
  void itShowsItsCertificateAndAsksToBeCalledByTlsOnly() throws Exception {
    try (var socket = connect()) {
      assertEquals(first.certificate(), shown(socket));
      var response = ask(socket);
      assertTrue(response.startsWith("HTTP/1.1 200 OK"), response);
      assertTrue(response.contains("strict-transport-security: max-age=31536000"), response);
    }
  }

  @Test
  void whoSpeaksPlainlyIsNotAnswered() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port)) {
      socket.setSoTimeout((int) Gateway.GENEROUS.toMillis());
      assertFalse(ask(socket).contains("HTTP/1.1 200"));
    } catch (IOException e) {
      // reset, which is no answer either
    }
  }

  @Test
  void anotherCertificateIsShownWithoutARestartAndConnectionsGoOn() throws Exception {
    var second = TestCertificate.make(folder);
    try (var before = connect()) {
      ask(before);
      second.writeTo(Path.of(files.cert()), Path.of(files.key()));
      while (!shown().equals(second.certificate())) {
        Thread.onSpinWait();
      }
      assertTrue(ask(before).startsWith("HTTP/1.1 200 OK"));
    }
  }

  @Test
  void aFileThatIsNoCertificateLeavesTheOneOfBefore() throws Exception {
    Files.writeString(Path.of(files.cert()), "nonsense");
    var until = System.nanoTime() + 5_000_000_000L;
    while (System.nanoTime() < until) {
      assertEquals(first.certificate(), shown());
    }
    var second = TestCertificate.make(folder);
    second.writeTo(Path.of(files.cert()), Path.of(files.key()));
    while (!shown().equals(second.certificate())) {
      Thread.onSpinWait();
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
