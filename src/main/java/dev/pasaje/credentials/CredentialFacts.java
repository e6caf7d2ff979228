// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.credentials;

import dev.pasaje.integration.Integration;

/// Everything the credential checks look at: the settings and what the API answered about them.
record CredentialFacts(Integration integration, SlotFacts test, SlotFacts production) {}
