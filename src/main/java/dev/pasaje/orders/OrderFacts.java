// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.orders;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.BigMoney;

/// All that is known of one order. The order of the lists means nothing.
///
/// @param expected what the merchant's own books say it costs
/// @param collectors ids of the merchant's own accounts; any account will do when there is none
/// @param asked merchant orders and orders of the Orders API
/// @param held whether an alert waits for a person
record OrderFacts(
    Optional<BigMoney> expected,
    Set<String> collectors,
    List<PaymentView> payments,
    List<CaseView> cases,
    List<AskedView> asked,
    boolean held) {
  static final OrderFacts NONE =
      new OrderFacts(Optional.empty(), Set.of(), List.of(), List.of(), List.of(), false);

  OrderFacts {
    collectors = Set.copyOf(collectors);
    payments = List.copyOf(payments);
    cases = List.copyOf(cases);
    asked = List.copyOf(asked);
  }

  OrderFacts expecting(BigMoney total) {
    return new OrderFacts(Optional.of(total), collectors, payments, cases, asked, held);
  }

  OrderFacts of(String... accounts) {
    return new OrderFacts(expected, Set.of(accounts), payments, cases, asked, held);
  }

  OrderFacts with(Collection<PaymentView> more) {
    List<PaymentView> all = Stream.concat(payments.stream(), more.stream()).toList();
    return new OrderFacts(expected, collectors, all, cases, asked, held);
  }

  OrderFacts with(CaseView more) {
    List<CaseView> all = Stream.concat(cases.stream(), Stream.of(more)).toList();
    return new OrderFacts(expected, collectors, payments, all, asked, held);
  }

  OrderFacts with(AskedView more) {
    List<AskedView> all = Stream.concat(asked.stream(), Stream.of(more)).toList();
    return new OrderFacts(expected, collectors, payments, cases, all, held);
  }

  OrderFacts hold() {
    return new OrderFacts(expected, collectors, payments, cases, asked, true);
  }
}
