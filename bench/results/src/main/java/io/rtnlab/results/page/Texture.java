// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.probes.ledger.Evidence;
import java.util.Locale;

/**
 * How a part of the time is drawn: a texture of the style sheet, and a letter for readers who see
 * no texture. On paper the letter alone tells the parts apart.
 */
enum Texture {
  PROVED('P', "holder proved"),
  SOLE('S', "that holder or none"),
  SNAPSHOT('N', "snapshot"),
  INFERRED('I', "inferred"),
  HANDOVER('H', "free or handed over"),
  PREEMPTED('W', "waiter without a CPU"),
  UNKNOWN('U', "unknown"),
  OWN('O', "own hold"),
  KERNEL('K', "in the kernel"),
  USER('X', "outside system calls");

  final char letter;
  final String meaning;

  Texture(char letter, String meaning) {
    this.letter = letter;
    this.meaning = meaning;
  }

  static Texture of(Evidence evidence) {
    return valueOf(evidence.name());
  }

  /** That of a kind of evidence as documents name it; unknown where it names none. */
  static Texture ofEvidence(String name) {
    for (Evidence evidence : Evidence.values()) {
      if (evidence.name().equalsIgnoreCase(name)) {
        return of(evidence);
      }
    }
    return UNKNOWN;
  }

  /** The class of the style sheet. */
  String style() {
    return "e-" + name().toLowerCase(Locale.ROOT);
  }

  /** What the textures and letters mean. */
  static String legend(boolean withParts) {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (Texture texture : values()) {
      if (withParts || texture.compareTo(UNKNOWN) <= 0) {
        legend
            .append("<span><svg class=\"key\" viewBox=\"0 0 22 14\"><rect width=\"22\"")
            .append(" height=\"14\" class=\"part ")
            .append(texture.style())
            .append("\"/></svg><b>")
            .append(texture.letter)
            .append("</b> ")
            .append(texture.meaning)
            .append("</span> ");
      }
    }
    return legend.append("</p>\n").toString();
  }
}
