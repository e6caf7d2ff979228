// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import java.util.List;
import java.util.Optional;

/// A report in the words of one language, ordered worst first, ready to be set as text, Markdown or
/// HTML. Public for the templates alone. Free of secrets and of control characters; not yet escaped
/// for any format.
///
/// @param title what the document is, for a browser's title bar
/// @param verdict the answer
/// @param details what it rests on, in a few words; may be empty
/// @param notMeasured names of the requirements the verdict says nothing about
/// @param next what to do now, first things first
/// @param notes what a reader must know to read the figures right
/// @param at when it was measured
public record Reading(
    String language,
    String title,
    Mark mark,
    String verdict,
    String details,
    List<Part> parts,
    List<String> notMeasured,
    List<String> next,
    List<String> notes,
    Optional<String> at) {

  /// The first line of every format.
  String headline() {
    return details.isEmpty() ? verdict : verdict + ": " + details;
  }

  /// One integration, payment or order.
  ///
  /// @param facts what it is: product, country
  public record Part(
      String name, String facts, Mark mark, String verdict, List<Section> sections) {}

  /// One requirement of a part.
  ///
  /// @param name empty when the part has no other section
  /// @param digest what is open, in a few words
  /// @param withWaivers the score when what is waived is left out, in words; empty when nothing
  ///   that scores is waived
  /// @param waived what failed or is unknown and somebody answers for
  /// @param loose best practices that are unknown, by reason: too many to show one by one
  public record Section(
      String name,
      Mark mark,
      String verdict,
      String digest,
      Optional<Gauge> gauge,
      Optional<String> withWaivers,
      List<Bar> bars,
      List<Item> failed,
      List<Item> unknown,
      List<Item> waived,
      List<Group> loose,
      List<Item> passed,
      List<Group> inapplicable) {

    public boolean clean() {
      return failed.isEmpty() && unknown.isEmpty();
    }
  }

  /// A score and the room that is unknown.
  ///
  /// @param least the threshold in words
  public record Gauge(int floor, int ceiling, int threshold, String sentence, String least) {
    public boolean exact() {
      return floor == ceiling;
    }

    /// `64`, or `64–86` when something is unknown.
    public String figure() {
      return exact() ? Integer.toString(floor) : floor + "–" + ceiling;
    }
  }

  /// The score of one aspect.
  public record Bar(String name, Gauge gauge) {}

  /// One finding.
  ///
  /// @param mark [Mark#BAD] only when it is mandatory
  /// @param tags severity, points, aspect
  /// @param reason why it could not be told; empty unless unknown
  /// @param declared it rests on the merchant's word, not on a measurement
  /// @param waiver why it may stay as it is, who says so and until when
  /// @param urgency the least comes first when there is not room for all
  public record Item(
      Mark mark,
      String id,
      String title,
      List<String> tags,
      Optional<String> officialName,
      String problem,
      String why,
      String remedy,
      Optional<String> reason,
      List<Fact> facts,
      boolean declared,
      String source,
      Optional<String> waiver,
      int urgency) {}

  /// One piece of evidence; `found` is empty when there was nothing.
  public record Fact(
      String kind, String where, Optional<String> found, Optional<String> expected) {}

  /// Items that share a reason.
  public record Group(String reason, List<Item> items) {}
}
