// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JVM in which the servers run: starts them all, tells their ports in one line of JSON, and
/// ends when its standard input does.
final class LabProcess {
  private LabProcess() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    ServerSocket issuers = new ServerSocket(0, 10, LabServer.LOOPBACK);
    Instant now = Instant.parse(args[0]);
    Pki pki = new Pki(now, "http://127.0.0.1:" + issuers.getLocalPort() + "/rsa-1.der");
    Listening.on(
        issuers,
        socket -> {
          if (Asked.read(socket.getInputStream()).isPresent()) {
            hand(socket.getOutputStream(), pki.rsa.certificate());
          }
        });
    ObjectNode told = JsonMapper.shared().createObjectNode();
    told.put("root", pem(pki.root.certificate()));
    told.put("ownRoot", pem(pki.ownRoot.certificate()));
    ObjectNode cases = told.putObject("cases");
    for (LabCase one : LabCases.ALL) {
      LabServer server = LabServer.start(one.host(), one.recipe(), pki);
      cases.putObject(one.name()).put("port", server.port()).put("plain", server.plain());
    }
    System.out.println(told);
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static void hand(OutputStream out, X509Certificate certificate) throws IOException {
    try {
      byte[] body = certificate.getEncoded();
      out.write(
          Asked.bytes(
              "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-cert\r\nConnection: close\r\n"
                  + "Content-Length: "
                  + body.length
                  + "\r\n\r\n"));
      out.write(body);
    } catch (CertificateEncodingException broken) {
      throw new IOException(broken);
    }
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
