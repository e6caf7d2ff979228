// SPDX-License-Identifier: Apache-2.0
package dev.pasaje;

import dev.pasaje.cli.ApprovalAnalyzeCommand;
import dev.pasaje.cli.ApprovalMessagesCommand;
import dev.pasaje.cli.BackupCommand;
import dev.pasaje.cli.CheckCommand;
import dev.pasaje.cli.Cli;
import dev.pasaje.cli.CompletionCommand;
import dev.pasaje.cli.CredentialsActivateCommand;
import dev.pasaje.cli.CredentialsAuthorizeCommand;
import dev.pasaje.cli.CredentialsImportCommand;
import dev.pasaje.cli.CredentialsRollbackCommand;
import dev.pasaje.cli.CredentialsRotateKeyCommand;
import dev.pasaje.cli.CredentialsScanCommand;
import dev.pasaje.cli.CredentialsSellersCommand;
import dev.pasaje.cli.CredentialsStatusCommand;
import dev.pasaje.cli.CredentialsVerifyCommand;
import dev.pasaje.cli.DoctorCommand;
import dev.pasaje.cli.ExplainCommand;
import dev.pasaje.cli.InitCommand;
import dev.pasaje.cli.NotificationsListCommand;
import dev.pasaje.cli.NotificationsListenCommand;
import dev.pasaje.cli.NotificationsProbeCommand;
import dev.pasaje.cli.NotificationsReplayCommand;
import dev.pasaje.cli.NotificationsShowCommand;
import dev.pasaje.cli.NotificationsSimulateCommand;
import dev.pasaje.cli.Noun;
import dev.pasaje.cli.OrdersListCommand;
import dev.pasaje.cli.OrdersReleaseCommand;
import dev.pasaje.cli.OrdersShowCommand;
import dev.pasaje.cli.OrdersSyncCommand;
import dev.pasaje.cli.PixDecodeCommand;
import dev.pasaje.cli.PixKeyCommand;
import dev.pasaje.cli.PixVerifyCommand;
import dev.pasaje.cli.QualityCaptureCommand;
import dev.pasaje.cli.QualityChecklistCommand;
import dev.pasaje.cli.QualityEvaluateCommand;
import dev.pasaje.cli.ReconcileCommand;
import dev.pasaje.cli.ReportsActivitiesCommand;
import dev.pasaje.cli.ReportsConfigCommand;
import dev.pasaje.cli.ReportsCreateCommand;
import dev.pasaje.cli.ReportsFetchCommand;
import dev.pasaje.cli.ReportsListCommand;
import dev.pasaje.cli.ReportsParseCommand;
import dev.pasaje.cli.ReportsProveCommand;
import dev.pasaje.cli.ReportsShowCommand;
import dev.pasaje.cli.RestoreCommand;
import dev.pasaje.cli.RunsCommand;
import dev.pasaje.cli.ServeCommand;
import dev.pasaje.cli.Terminal;
import dev.pasaje.cli.TlsMeasureCommand;
import dev.pasaje.demo.DemoCommand;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// The entry point: looks at the process, wires the commands, starts. The only place that reads the
/// environment and the real clock.
public final class Pasaje {
  /// Kept, because a logger that nobody holds forgets its level.
  private static final Logger WEB_SERVER = Logger.getLogger("io.helidon");

  private Pasaje() {}

  public static void main(String[] arguments) {
    // The web server greets and complains on the log; a command's streams are for its own words.
    Logger.getLogger("").setLevel(Level.WARNING);
    WEB_SERVER.setLevel(Level.OFF);
    @SuppressWarnings("SystemConsoleNull") // null on a JVM whose console is another provider
    Console console = System.console();
    Terminal terminal =
        Terminal.of(
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            System.in,
            console != null && console.isTerminal(),
            System.getenv(),
            Path.of("").toAbsolutePath(),
            InstantSource.system());
    int exit = run(arguments, terminal);
    terminal.out().flush();
    System.exit(exit);
  }

  /// Runs one command line and returns its exit code.
  public static int run(String[] arguments, Terminal terminal) {
    return Cli.run(arguments, terminal, version(), Pasaje::commands);
  }

  /// The commands, for generated documentation.
  public static CommandLine tree(Terminal terminal) {
    return Cli.tree(terminal, version(), Pasaje::commands);
  }

  static String version() {
    String version = Pasaje.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  static List<CommandLine> commands(Terminal terminal) {
    String release = version();
    return List.of(
        new CommandLine(new DemoCommand(terminal, release)),
        new CommandLine(new InitCommand(terminal)),
        new CommandLine(new CheckCommand(terminal, release)),
        new CommandLine(new RunsCommand(terminal)),
        new CommandLine(new ExplainCommand(terminal)),
        Noun.of(
            terminal,
            "credentials",
            new CredentialsVerifyCommand(terminal, release),
            new CredentialsScanCommand(terminal, release),
            new CredentialsAuthorizeCommand(terminal, release),
            new CredentialsSellersCommand(terminal, release),
            new CredentialsImportCommand(terminal, release),
            new CredentialsStatusCommand(terminal, release),
            new CredentialsActivateCommand(terminal, release),
            new CredentialsRollbackCommand(terminal, release),
            new CredentialsRotateKeyCommand(terminal, release)),
        Noun.of(
            terminal,
            "quality",
            new QualityEvaluateCommand(terminal, release),
            new QualityChecklistCommand(terminal),
            new QualityCaptureCommand(terminal)),
        Noun.of(
            terminal,
            "approval",
            new ApprovalAnalyzeCommand(terminal, release),
            new ApprovalMessagesCommand(terminal)),
        Noun.of(
            terminal,
            "pix",
            new PixVerifyCommand(terminal, release),
            new PixDecodeCommand(terminal),
            new PixKeyCommand(terminal)),
        Noun.of(terminal, "tls", new TlsMeasureCommand(terminal, release)),
        Noun.of(
            terminal,
            "notifications",
            new NotificationsListCommand(terminal, release),
            new NotificationsShowCommand(terminal, release),
            new NotificationsReplayCommand(terminal, release),
            new NotificationsListenCommand(terminal, release),
            new NotificationsSimulateCommand(terminal, release),
            new NotificationsProbeCommand(terminal, release)),
        Noun.of(
            terminal,
            "orders",
            new OrdersListCommand(terminal, release),
            new OrdersShowCommand(terminal, release),
            new OrdersSyncCommand(terminal, release),
            new OrdersReleaseCommand(terminal, release)),
        Noun.of(
            terminal,
            "reports",
            new ReportsConfigCommand(terminal, release),
            new ReportsCreateCommand(terminal, release),
            new ReportsFetchCommand(terminal, release),
            new ReportsListCommand(terminal, release),
            new ReportsParseCommand(terminal, release),
            new ReportsProveCommand(terminal, release),
            new ReportsShowCommand(terminal, release),
            new ReportsActivitiesCommand(terminal, release)),
        ReconcileCommand.of(terminal, release),
        new CommandLine(new ServeCommand(terminal, release)),
        new CommandLine(new BackupCommand(terminal, release)),
        new CommandLine(new RestoreCommand(terminal, release)),
        new CommandLine(new SandboxCommand(terminal)),
        new CommandLine(new DoctorCommand(terminal, release)),
        new CommandLine(new CompletionCommand(terminal)));
  }
}
