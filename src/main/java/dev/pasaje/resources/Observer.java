// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.resources;

import java.time.Duration;

/// Who is told what happens to resources: metrics, logs, alerts. Called by many threads, outside of
/// any transaction; it must be quick, and must not throw.
public interface Observer {
  /// Does nothing.
  Observer NONE = new Observer() {};

  /// A claimed resource was handled.
  ///
  /// @param outcome `new`, `newer`, `same` and `older` for what was stored; else what went wrong,
  ///   such as `not-found`, `throttled` or `lost-lease`, without detail
  /// @param waited since the first reason for this reading
  default void read(
      String integration, ResourceKind kind, String outcome, Duration waited, Duration took) {}

  /// Work was given up; [WorkQueue#dead] lists it.
  default void buried(String integration, ResourceRef resource, String trouble) {}

  /// An integration is left alone for a while; its work is kept.
  ///
  /// @param why `credentials` when they are refused: somebody must act; else `api`
  default void paused(String integration, String why) {}

  /// An integration is read again.
  default void resumed(String integration) {}

  default void swept(Sweep.Report report) {}

  /// Something went wrong that should not; the work goes on.
  ///
  /// @param where `worker`, `sweep` or `retention`
  default void failed(String where, RuntimeException why) {}
}
