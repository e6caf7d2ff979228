// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.world;

import java.util.SplittableRandom;
import java.util.UUID;

/// Seeded randomness. Each use has its own stream, so that one more draw in one place does not
/// change the others.
public final class Chance {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final char[] BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final char[] LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

  private final long seed;
  private final SplittableRandom random;

  public Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /// An independent stream with a name, the same for the same seed and name.
  public Chance stream(String name) {
    long mixed = seed;
    for (int i = 0; i < name.length(); i++) {
      mixed = mixed * 0x9E3779B97F4A7C15L + name.charAt(i);
    }
    return new Chance(mixed ^ 0x5DEECE66DL);
  }

  public synchronized long below(long bound) {
    return random.nextLong(bound);
  }

  /// True with the given probability, in thousandths.
  public boolean happens(int perMille) {
    return below(1000) < perMille;
  }

  /// Lower-case hexadecimal digits.
  public String hex(int length) {
    return of(HEX, length);
  }

  public String digits(int length) {
    return of("0123456789".toCharArray(), length);
  }

  /// Crockford's alphabet, upper case: what order ids are made of.
  public String base32(int length) {
    return of(BASE32, length);
  }

  public String lettersAndDigits(int length) {
    return of(LETTERS_AND_DIGITS, length);
  }

  /// A version 4 UUID.
  public synchronized String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private synchronized String of(char[] alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
