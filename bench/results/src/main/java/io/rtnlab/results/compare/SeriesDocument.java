// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.statistics.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * A series of patches, each against its parent and against the base: what {@code rtnlab compare
 * --series --json} prints.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param verdict "no worse", "worse" (a patch is, against its parent) or "cannot tell"
 * @param exitStatus as of a {@link ComparisonDocument}
 * @param headline the answer in one sentence
 * @param base abbreviated commit and subject
 * @param patches in order
 * @param notes what was left out
 */
public record SeriesDocument(
    int schema,
    String verdict,
    int exitStatus,
    String headline,
    String base,
    List<Patch> patches,
    List<String> notes) {

  /** The version that this program writes. */
  public static final int SCHEMA = 1;

  /**
   * One patch.
   *
   * @param commit abbreviated, and its subject
   */
  public record Patch(
      String commit, ComparisonDocument againstParent, ComparisonDocument againstBase) {}

  /** Of all patches: the first that is worse than its parent decides. */
  public static SeriesDocument of(String base, List<Patch> patches, List<String> notes) {
    List<Patch> worse = withStatus(patches, ComparisonDocument.WORSE);
    List<Patch> undecided = withStatus(patches, ComparisonDocument.CANNOT_TELL);
    ComparisonDocument decides =
        (worse.isEmpty() ? undecided.isEmpty() ? patches : undecided : worse)
            .getFirst()
            .againstParent();
    String headline =
        !worse.isEmpty()
            ? worse.getFirst().commit() + ": " + decides.headline()
            : !undecided.isEmpty()
                ? Verdict.CANNOT_TELL.words().toUpperCase(Locale.ROOT)
                    + " "
                    + undecided.size()
                    + " of "
                    + patches.size()
                    + " patches"
                : "no worse: " + patches.size() + " patches, none worse than its parent";
    return new SeriesDocument(
        SCHEMA,
        decides.verdict(),
        decides.exitStatus(),
        headline,
        base,
        List.copyOf(patches),
        List.copyOf(notes));
  }

  private static List<Patch> withStatus(List<Patch> patches, int status) {
    return patches.stream().filter(p -> p.againstParent().exitStatus() == status).toList();
  }
}
