// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outside;

import dev.pasaje.failure.PasajeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The root certificates that are believed: those of the JDK, which follow the public programmes,
/// and further ones from files.
///
/// @param roots the JDK's
/// @param further those of the files, which no browser of a buyer knows
public record Trust(List<X509Certificate> roots, List<X509Certificate> further) {
  public Trust {
    roots = List.copyOf(roots);
    further = List.copyOf(further);
  }

  /// The JDK's roots alone.
  public static Trust usual() {
    return with(List.of());
  }

  /// The JDK's roots and those of some files.
  ///
  /// @param files certificates in PEM, any number in each
  /// @throws PasajeException when one cannot be read or holds no certificate
  public static Trust with(List<Path> files) {
    List<X509Certificate> further = new ArrayList<>();
    files.forEach(file -> further.addAll(read(file)));
    return new Trust(defaults(), further);
  }

  public List<X509Certificate> all() {
    return Stream.concat(roots.stream(), further.stream()).toList();
  }

  /// A context for ordinary clients that believe these roots.
  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      List<X509Certificate> all = all();
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("root-" + i, all.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("no TLS context could be made", broken);
    }
  }

  private static List<X509Certificate> defaults() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager roots) {
          return Arrays.asList(roots.getAcceptedIssuers());
        }
      }
      throw new IllegalStateException("this JDK has no roots");
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the roots of this JDK cannot be read", broken);
    }
  }

  private static List<X509Certificate> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> found = new ArrayList<>();
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        if (one instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
      if (found.isEmpty()) {
        throw unusable(file, "no certificate in it");
      }
      return found;
    } catch (IOException | GeneralSecurityException broken) {
      throw unusable(file, broken.getClass().getSimpleName() + ": " + broken.getMessage());
    }
  }

  private static PasajeException unusable(Path file, String why) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "outside.trust", Map.of("file", file.toString(), "why", why));
  }
}
