// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.lab.LabCase;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program testssl.sh, as it is installed here.
///
/// @param version such as `3.0.8` or `3.3dev`
record Testssl(String command, String version) {
  private static final String UNKNOWN = "unknown";
  private static final Pattern VERSION =
      Pattern.compile("testssl(?:\\.sh)?\\s+(?:version\\s+)?(\\d+\\.\\S+)");

  /// With `--version` it takes no other option, not even the one for colours.
  private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");

  private static final Duration FOR_VERSION = Duration.ofMinutes(2);

  /// What the rating of 3.2 and later wants to have been looked at, and no more. RC4 by its long
  /// name: since 3.2 the short one, `-4`, is IPv4.
  private static final List<String> FOR_RATING =
      List.of(
          "-p", "-s", "-f", "-S", "-h", "-H", "-I", "-T", "-BB", "-R", "-C", "-O", "-Z", "-D", "-A",
          "--rc4", "-J", "-W");

  /// From the variable `TESTSSL`, else on the `PATH`; empty when there is none.
  static Optional<Testssl> installed(Map<String, String> environment)
      throws IOException, InterruptedException {
    @Nullable String named = environment.get("TESTSSL");
    Optional<String> command =
        named == null || named.isBlank()
            ? Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(folder + "/testssl", folder + "/testssl.sh"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
            : Optional.of(named);
    if (command.isEmpty()) {
      return Optional.empty();
    }
    Path said = Files.createTempFile("testssl", ".txt");
    try {
      run(List.of(command.get(), "--version"), said, FOR_VERSION);
      Matcher matcher =
          VERSION.matcher(
              COLOURS.matcher(Files.readString(said, StandardCharsets.UTF_8)).replaceAll(""));
      return Optional.of(new Testssl(command.get(), matcher.find() ? matcher.group(1) : UNKNOWN));
    } finally {
      Files.delete(said);
    }
  }

  /// Whether this version gives a grade; 3.2 is the first.
  boolean rates() {
    return !version.startsWith("3.0") && !version.startsWith("2.") && !version.equals(UNKNOWN);
  }

  /// Measures one server on loopback. It takes minutes on a busy machine, so a version without
  /// rating looks at no more than the sides in question.
  ///
  /// @return what was found, by testssl.sh's own ids; with several certificates the first one's
  Map<String, String> measure(LabCase one, int port, List<Path> roots, Path folder, Duration limit)
      throws IOException, InterruptedException {
    String host = one.host();
    Path json = folder.resolve(host + ".json");
    Files.deleteIfExists(json);
    List<String> words = new ArrayList<>();
    words.addAll(List.of(command, "--quiet", "--warnings", "off", "--color", "0"));
    words.addAll(List.of("--ip", "127.0.0.1", "--nodns", "none", "--openssl-timeout", "20"));
    words.addAll(List.of("--jsonfile", json.toString(), "--add-ca"));
    words.add(String.join(",", roots.stream().map(Path::toString).toList()));
    words.addAll(rates() ? FOR_RATING : sections(one));
    words.add(host + ":" + port);
    run(words, folder.resolve(host + ".txt"), limit);
    return Files.exists(json) ? read(Files.readString(json, StandardCharsets.UTF_8)) : Map.of();
  }

  private static List<String> sections(LabCase one) {
    return one.sides().stream()
        .flatMap(side ->
            switch (side) {
              case PROTOCOLS -> Stream.of("-p", "-s", "-f", "--rc4");
              case CERTIFICATE -> Stream.of("-S");
              case SITE -> Stream.of("-h");
            })
        .toList();
  }

  /// Reads the flat JSON; an interrupted run leaves the list open.
  static Map<String, String> read(String json) {
    String text = json.strip();
    if (!text.endsWith("]")) {
      text = (text.endsWith(",") ? text.substring(0, text.length() - 1) : text) + "]";
    }
    Map<String, String> found = new HashMap<>();
    for (JsonNode one : JsonMapper.shared().readTree(text)) {
      String id = one.path("id").asString("").replaceFirst(" <.*", "");
      found.putIfAbsent(id, one.path("finding").asString(""));
      found.putIfAbsent(id + "/severity", one.path("severity").asString(""));
    }
    return found;
  }

  private static void run(List<String> words, Path output, Duration limit)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
    }
  }
}
