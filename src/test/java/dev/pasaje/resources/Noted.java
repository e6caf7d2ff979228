// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Keeps what it is told.
final class Noted implements Observer {
  final List<String> outcomes = new CopyOnWriteArrayList<>();
  final List<String> pauses = new CopyOnWriteArrayList<>();
  final List<String> buried = new CopyOnWriteArrayList<>();
  final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
  volatile CountDownLatch awaited = new CountDownLatch(0);

  @Override
  public void read(
      String integration, ResourceKind kind, String outcome, Duration waited, Duration took) {
    outcomes.add(outcome);
    awaited.countDown();
  }

  @Override
  public void buried(String integration, ResourceRef resource, String trouble) {
    buried.add(integration + " " + resource + " " + trouble);
  }

  @Override
  public void paused(String integration, String why) {
    pauses.add(integration + " " + why);
  }

  @Override
  public void resumed(String integration) {
    pauses.add(integration + " resumed");
  }

  @Override
  public void failed(String where, RuntimeException why) {
    failures.add(why);
  }
}
