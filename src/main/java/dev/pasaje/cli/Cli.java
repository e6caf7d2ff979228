// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.secret.Redactor;
import dev.pasaje.text.Language;
import dev.pasaje.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `pasaje` itself: the tree of commands, help in three languages, and how every failure is told.
///
/// Exit codes are those of design 4: 0 ready or done, 1 findings, 2 usage, 3 could not be
/// determined, 130 interrupted.
@Command(name = "pasaje")
public final class Cli implements Runnable {
  @Mixin final GlobalOptions global = new GlobalOptions();

  @Option(
      names = {"-V", "--version"},
      scope = ScopeType.LOCAL)
  private boolean version;

  private final Terminal terminal;
  private final String release;

  @Spec private @Nullable CommandSpec spec;

  private Cli(Terminal terminal, String release) {
    this.terminal = terminal;
    this.release = release;
  }

  /// Runs one command line.
  ///
  /// @param process the process's terminal
  /// @param release the version to print
  /// @param commands makes the commands, in the order of the help; a noun such as `quality` is
  ///   itself a command with subcommands
  /// @return the exit code
  public static int run(
      String[] arguments,
      Terminal process,
      String release,
      Function<Terminal, List<CommandLine>> commands) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      process.out().println("pasaje " + release);
      process.out().flush();
      return 0;
    }
    Terminal terminal = Terminal.of(process, List.of(arguments));
    CommandLine root = tree(terminal, release, commands);
    if (List.of(arguments).contains("--debug")) {
      prepare(root, terminal, true);
    }
    int exit = root.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return exit;
  }

  /// The commands with their help, for generated documentation and completion too.
  public static CommandLine tree(
      Terminal terminal, String release, Function<Terminal, List<CommandLine>> commands) {
    CommandLine root = new CommandLine(new Cli(terminal, release));
    root.setExecutionStrategy(Cli::execute);
    for (CommandLine command : commands.apply(terminal)) {
      root.addSubcommand(command);
    }
    prepare(root, terminal, false);
    return root;
  }

  /// Each command of the line learns the options that stand before its name, then the last one
  /// runs.
  private static int execute(ParseResult line) {
    List<GlobalOptions> seen = new ArrayList<>();
    for (CommandLine command : line.asCommandLineList()) {
      for (CommandSpec mixin : command.getCommandSpec().mixins().values()) {
        if (mixin.userObject() instanceof GlobalOptions options) {
          seen.forEach(options::inherit);
          seen.add(options);
        }
      }
    }
    return new CommandLine.RunLast().execute(line);
  }

  private static void prepare(CommandLine line, Terminal terminal, boolean debug) {
    line.setResourceBundle(new HelpTexts(Texts.of("cli", terminal.language())));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpWidth(Math.clamp(terminal.width(), 56, 100));
    line.setUsageHelpLongOptionsMaxWidth(26);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((thrown, command, parsed) -> tell(thrown, terminal, debug));
    line.setParameterExceptionHandler((bad, arguments) -> misused(bad, terminal));
    line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    line.getSubcommands().values().forEach(sub -> prepare(sub, terminal, debug));
  }

  private static int misused(ParameterException bad, Terminal terminal) {
    CommandLine command = bad.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    Texts texts = Texts.of("cli", terminal.language());
    terminal
        .err()
        .println(
            texts.get(
                "misused",
                Map.of("why", Redactor.redact(oneLine(bad.getMessage())), "command", name)));
    return 2;
  }

  private static int tell(Exception thrown, Terminal terminal, boolean debug) {
    Language language = terminal.language();
    int exit;
    if (thrown instanceof PasajeException told) {
      terminal.err().println("pasaje: " + told.in(language));
      exit = told.kind().exitCode();
    } else {
      terminal
          .err()
          .println(
              Texts.of("cli", language)
                  .get("unexpected", Map.of("what", Redactor.redact(oneLine(thrown.toString())))));
      exit = 3;
    }
    if (debug) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      terminal.err().println(Redactor.redact(trace.toString()));
    }
    return exit;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  @Override
  public void run() {
    if (version) {
      terminal.out().println("pasaje " + release);
      return;
    }
    if (spec != null) {
      spec.commandLine().usage(terminal.out());
    }
  }

  /// The bundle `cli` in the form picocli asks for help texts.
  private static final class HelpTexts extends ResourceBundle {
    private final Texts texts;

    HelpTexts(Texts texts) {
      this.texts = texts;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
      return texts.find(key).orElse(null);
    }

    @Override
    public Enumeration<String> getKeys() {
      return Collections.enumeration(texts.keys());
    }
  }
}
