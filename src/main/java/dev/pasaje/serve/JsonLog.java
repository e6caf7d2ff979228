// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.serve;

import dev.pasaje.secret.Redactor;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The log of a service: one line for each record, plain or as a JSON object, and no secret in
/// either.
public final class JsonLog extends Handler {
  private static final Logger ROOT = Logger.getLogger("");

  /// Kept, because a logger that nobody holds forgets its level.
  private static final Logger OURS = Logger.getLogger("dev.pasaje");

  /// It says in two screens that a port is taken; we say it in a line.
  private static final Logger WEB_SERVER = Logger.getLogger("io.helidon");

  /// It writes the values of its settings at INFO, passwords too.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private final PrintStream out;
  private final boolean json;

  private JsonLog(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
    setFormatter(new Words());
  }

  /// Takes the place of whatever wrote the log before.
  public static void install(PrintStream out, boolean json) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ROOT.addHandler(new JsonLog(out, json));
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(Level.INFO);
    WEB_SERVER.setLevel(Level.OFF);
    KAFKA.setLevel(Level.WARNING);
  }

  private static final class Words extends Formatter {
    @Override
    public String format(LogRecord entry) {
      return formatMessage(entry);
    }
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      String line = json ? json(entry) : plain(entry);
      synchronized (out) {
        out.println(line);
      }
    }
  }

  private String plain(LogRecord entry) {
    String line = entry.getInstant() + " " + entry.getLevel().getName() + " " + words(entry);
    return entry.getThrown() == null ? line : line + System.lineSeparator() + trace(entry);
  }

  private String json(LogRecord entry) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", entry.getInstant().toString())
        .put("level", entry.getLevel().getName().toLowerCase(java.util.Locale.ROOT))
        .put("logger", entry.getLoggerName())
        .put("message", words(entry));
    if (entry.getThrown() != null) {
      line.put("trace", trace(entry));
    }
    return line.toString();
  }

  /// On one line, whatever was put into it.
  private String words(LogRecord entry) {
    return Redactor.redact(getFormatter().format(entry)).replaceAll("\\s*\\R\\s*", " ");
  }

  private static String trace(LogRecord entry) {
    StringWriter text = new StringWriter();
    entry.getThrown().printStackTrace(new PrintWriter(text));
    return Redactor.redact(text.toString());
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
