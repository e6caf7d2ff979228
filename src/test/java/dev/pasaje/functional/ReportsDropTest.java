// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports out of a directory, and out of a real SFTP server.
class ReportsDropTest {
  @TempDir Path directory;

  private Path drop;

  @BeforeEach
  void lay() throws IOException {
    drop = Files.createDirectory(directory.resolve("drop"));
    Files.writeString(
        drop.resolve("release-1.csv"),
        """
        DATE,DESCRIPTION,NET_CREDIT_AMOUNT,NET_DEBIT_AMOUNT
        2026-09-01T10:00:00.000-03:00,payment,1.00,0.00
        """);
    Files.writeString(drop.resolve("other.csv"), "a,b\n1,2\n");
    Files.writeString(drop.resolve(".hidden.csv"), "a,b\n1,2\n");
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        "integrations: { tienda: { site: MLA, product: checkout-pro } }\n");
  }

  private Run run(String... arguments) {
    return Run.in(directory).with("SFTP_PASSWORD", "drop-secret").pasaje(arguments);
  }

  @Test
  void a_directory_is_read_once_and_what_is_no_report_is_told() {
    Run first = run("reports", "fetch", "--from-directory", "drop");
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out()).contains("release-1.csv, 1 rows");
    assertThat(first.err()).contains("other.csv").doesNotContain("hidden");
    assertThat(run("reports", "fetch", "--from-directory", "drop").out()).isEmpty();
    assertThat(directory.resolve("reports/tienda/release/release-1.csv.parquet")).isNotEmptyFile();
    assertThat(run("reports", "fetch", "--from-directory", "none").exit()).isEqualTo(2);
  }

  @Test
  void an_sftp_server_is_read_when_its_key_is_known() throws IOException {
    try (SshServer server = SshServer.setUpDefaultServer()) {
      server.setHost("127.0.0.1");
      server.setPort(0);
      SimpleGeneratorHostKeyProvider keys =
          new SimpleGeneratorHostKeyProvider(directory.resolve("host.key"));
      server.setKeyPairProvider(keys);
      server.setPasswordAuthenticator((_, password, _) -> password.equals("drop-secret"));
      server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
      server.setFileSystemFactory(new VirtualFileSystemFactory(drop));
      server.start();
      String url = "sftp://mp@127.0.0.1:" + server.getPort() + "/";
      KeyPair key = keys.loadKeys(null).iterator().next();
      Path unknown = Files.writeString(directory.resolve("nobody"), "");
      Path known =
          Files.writeString(
              directory.resolve("known"),
              "[127.0.0.1]:"
                  + server.getPort()
                  + " "
                  + PublicKeyEntry.toString(key.getPublic())
                  + "\n");

      Run stranger =
          run(
              "reports",
              "fetch",
              "--from-sftp",
              url,
              "--secret-from",
              "SFTP_PASSWORD",
              "--known-hosts",
              unknown.toString());
      assertThat(stranger.exit()).isEqualTo(3);
      assertThat(stranger.all()).doesNotContain("drop-secret");

      Run friend =
          run(
              "reports",
              "fetch",
              "--from-sftp",
              url,
              "--secret-from",
              "SFTP_PASSWORD",
              "--known-hosts",
              known.toString());
      assertThat(friend.exit()).as(friend.all()).isZero();
      assertThat(friend.out()).contains("release-1.csv, 1 rows");
      assertThat(
              run(
                      "reports",
                      "fetch",
                      "--from-sftp",
                      url,
                      "--secret-from",
                      "NOTHING",
                      "--known-hosts",
                      known.toString())
                  .exit())
          .isEqualTo(3);
    }
  }
}
