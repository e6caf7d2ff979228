// SPDX-License-Identifier: Apache-2.0
package dev.pasaje;

/// The entry point: reads settings, wires, starts.
public final class Pasaje {
  private Pasaje() {}

  public static void main(String[] args) {
    System.out.println("pasaje " + Pasaje.class.getPackage().getImplementationVersion());
  }
}
