// SPDX-License-Identifier: Apache-2.0
/// Release and settlement reports: configuration, tasks, schedule, files. Both reports are read off
/// one list of movements of the account, so that their identities hold by construction; quirks of
/// real files are switches.
@NullMarked
package dev.pasaje.sandbox.reports;

import org.jspecify.annotations.NullMarked;
