// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.client;

import dev.pasaje.json.Documents;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import tools.jackson.databind.JsonNode;

/// The notice that a report is ready; domain/reports.md 4. Its signature covers two fields only,
/// and not the addresses of the files, so a file is always downloaded by its name from the API.
///
/// @param fileNames as named in it
public record ReadyNotice(
    String transactionId,
    String generationDate,
    String reportType,
    List<String> fileNames,
    String signature) {
  /// bcrypt reads no further.
  static final int BCRYPT_BYTES = 72;

  public ReadyNotice {
    fileNames = List.copyOf(fileNames);
  }

  /// Whether it comes from who knows the password.
  public enum Verdict {
    GENUINE,
    /// Genuine as far as bcrypt reads: 72 bytes, which ended before the generation date did.
    GENUINE_IN_PART,
    FORGED
  }

  /// @throws dev.pasaje.json.BadDocument when it is no JSON
  public static ReadyNotice of(String name, byte[] body) {
    JsonNode node = Documents.json(name, body);
    List<String> names = new ArrayList<>();
    node.path("files").forEach(file -> names.add(file.path("name").asString("")));
    return new ReadyNotice(
        node.path("transaction_id").asString(""),
        node.path("generation_date").asString(""),
        node.path("report_type").asString(""),
        names,
        node.path("signature").asString(""));
  }

  public Verdict check(Secret password) {
    byte[] text =
        (transactionId + "-" + password.reveal() + "-" + generationDate)
            .getBytes(StandardCharsets.UTF_8);
    byte[] read = text.length > BCRYPT_BYTES ? Arrays.copyOf(text, BCRYPT_BYTES) : text;
    try {
      if (!signature.startsWith("$2") || !OpenBSDBCrypt.checkPassword(signature, read)) {
        return Verdict.FORGED;
      }
    } catch (DataLengthException | IllegalArgumentException noHash) {
      return Verdict.FORGED;
    }
    return text.length > BCRYPT_BYTES ? Verdict.GENUINE_IN_PART : Verdict.GENUINE;
  }

  /// `release_report` and `release` were both met.
  public Optional<ReportFamily> family() {
    return ReportFamily.of(reportType.replace("_report", ""));
  }

  /// The file to download: CSV where there is one, which the documents recommend for machines.
  public Optional<String> best() {
    return fileNames.stream()
        .filter(name -> name.endsWith(".csv"))
        .findFirst()
        .or(() -> fileNames.stream().filter(name -> !name.isBlank()).findFirst());
  }
}
