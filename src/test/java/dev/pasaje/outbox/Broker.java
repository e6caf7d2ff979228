// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.outbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real Kafka broker in this process, its own controller, that can be stopped and started again
/// over the same files.
final class Broker {
  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final Properties properties = new Properties();
  private final String address;
  private KafkaRaftServer server;

  Broker(Path directory) throws Exception {
    String files = directory.toString();
    address = "127.0.0.1:" + freePort();
    String controller = "127.0.0.1:" + freePort();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", String.valueOf(NODE)),
            Map.entry(
                "listeners", "PLAINTEXT://" + address + "," + CONTROLLER + "://" + controller),
            Map.entry("advertised.listeners", "PLAINTEXT://" + address),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("controller.quorum.voters", NODE + "@" + controller),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", files),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "2097152")));
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setDirectories(List.of(files))
        .setMetadataLogDirectory(files)
        .setControllerListenerName(CONTROLLER)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
    server = newServer();
    server.startup();
  }

  private KafkaRaftServer newServer() {
    return new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  String address() {
    return address;
  }

  /// Ends it at once; who writes to it gets no answer.
  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  void startAgain() {
    server = newServer();
    server.startup();
  }
}
