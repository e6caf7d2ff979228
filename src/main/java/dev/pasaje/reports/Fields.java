// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The cells of one row: typed where Pasaje knows the column, as written otherwise. An empty cell
/// is absent.
@SuppressWarnings("EnumOrdinal") // a place in an array that lives as long as the process
public final class Fields {
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  private final @Nullable Object[] cells;
  private final Map<String, String> extra;

  private Fields(@Nullable Object[] cells, Map<String, String> extra) {
    this.cells = cells;
    this.extra = extra;
  }

  public Optional<String> text(Field field) {
    return Optional.ofNullable((String) cells[field.ordinal()]);
  }

  public Optional<BigDecimal> amount(Field field) {
    return Optional.ofNullable((BigDecimal) cells[field.ordinal()]);
  }

  /// The amount, or zero where the report has none.
  public BigDecimal sum(Field field) {
    return cells[field.ordinal()] instanceof BigDecimal amount ? amount : NOTHING;
  }

  public Optional<Stamp> time(Field field) {
    return Optional.ofNullable((Stamp) cells[field.ordinal()]);
  }

  public Optional<Integer> count(Field field) {
    return Optional.ofNullable((Integer) cells[field.ordinal()]);
  }

  public Optional<Boolean> flag(Field field) {
    return Optional.ofNullable((Boolean) cells[field.ordinal()]);
  }

  /// The value as it is: String, BigDecimal, Stamp, Integer, Boolean, or null.
  public @Nullable Object value(Field field) {
    return cells[field.ordinal()];
  }

  /// All other columns, by key where it is known and by heading where not.
  public Map<String, String> extra() {
    return extra;
  }

  /// Collects the cells of a row.
  @SuppressWarnings("EnumOrdinal") // as above
  public static final class Builder {
    private final @Nullable Object[] cells = new Object[Field.COUNT];
    private @Nullable Map<String, String> extra;

    public void put(Field field, Object value) {
      boolean fits =
          switch (field.kind()) {
            case TEXT, ID -> value instanceof String;
            case AMOUNT -> value instanceof BigDecimal;
            case TIME -> value instanceof Stamp;
            case COUNT -> value instanceof Integer;
            case FLAG -> value instanceof Boolean;
          };
      if (!fits) {
        throw new IllegalArgumentException(field + " " + value.getClass());
      }
      cells[field.ordinal()] = value;
    }

    public void put(String column, String text) {
      if (extra == null) {
        extra = new TreeMap<>();
      }
      extra.put(column, text);
    }

    public @Nullable Object value(Field field) {
      return cells[field.ordinal()];
    }

    public Fields build() {
      return new Fields(cells, extra == null ? Map.of() : extra);
    }
  }
}
