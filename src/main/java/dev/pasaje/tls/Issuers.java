// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.AccessDescription;

/// Fetches the issuers of a certificate from where it says they are (RFC 5280, 4.2.2.1), as
/// browsers do when a server forgot to send them.
///
/// @param known what was fetched already, by address
record Issuers(Web web, Web.Reach reach, Map<String, List<X509Certificate>> known) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_FETCHES = 5;

  Issuers(Web web, Web.Reach reach) {
    this(web, reach, new ConcurrentHashMap<>());
  }

  List<X509Certificate> of(X509Certificate certificate) {
    List<X509Certificate> found = new ArrayList<>();
    for (String address : Certificates.access(certificate, AccessDescription.id_ad_caIssuers)) {
      if (known.containsKey(address) || known.size() < MAX_FETCHES) {
        found.addAll(known.computeIfAbsent(address, this::fetch));
      }
    }
    return found;
  }

  private List<X509Certificate> fetch(String text) {
    try {
      URI address = URI.create(text);
      Optional<Place> place = Place.of(address);
      // Plain HTTP, as the rules for it say; the certificate proves itself.
      if (place.isEmpty() || !Place.scheme(address).equals("http")) {
        return List.of();
      }
      Web.Answer answer = web.get(address, place.get(), reach, PATIENCE, MAX_BYTES);
      return answer.head().status() == 200 ? read(answer.body()) : List.of();
    } catch (IOException | IllegalArgumentException unreachable) {
      return List.of();
    }
  }

  // One certificate, or several in PKCS#7; the JDK tells them apart.
  private static List<X509Certificate> read(byte[] body) {
    try {
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate one :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(body))) {
        if (one instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
      return found;
    } catch (GeneralSecurityException garbage) {
      return List.of();
    }
  }
}
