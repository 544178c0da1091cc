// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.mutants;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Damages an input again and again, has it read, and counts what came of it. */
public final class Mutants {
  private static final long LIMIT_NS = 5_000_000_000L;

  /** What a reader made of an input. */
  public interface Reader {
    /**
     * Reads it.
     *
     * @return what it says
     * @throws IOException in one sentence, where it is refused
     */
    Answer read(byte[] input) throws IOException;
  }

  /**
   * What a reader says.
   *
   * @param reached whether it came as far as the events, or the values, of the input
   * @param figures all that it gives, as text
   * @param word whether it says of the input that something is wrong or missing
   */
  public record Answer(boolean reached, String figures, boolean word) {}

  /**
   * Counts.
   *
   * @param inputs that were read
   * @param reached that got as far as their events
   * @param refused in one sentence
   * @param stacks that ended in anything but a sentence
   * @param slow that took more than five seconds
   * @param overHeap that ran out of memory
   * @param same with the figures of the whole input
   * @param withWord with other figures and a word on the damage
   * @param silent with other figures, all of them well-formed, and no word
   * @param example of a failure
   */
  public record Counts(
      String format,
      int inputs,
      int reached,
      int refused,
      int stacks,
      int slow,
      int overHeap,
      int same,
      int withWord,
      int silent,
      Optional<String> example) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-14s %,6d inputs, %3d %% got as far as their events, %,5d refused; stacks %d, over 5 s"
              + " %d, over the heap %d; figures: %,d same, %,d others with a word, %,d silent%s",
          format,
          inputs,
          100 * reached / Math.max(1, inputs),
          refused,
          stacks,
          slow,
          overHeap,
          same,
          withWord,
          silent,
          example.map(e -> "\n  " + e).orElse(""));
    }
  }

  private Mutants() {}

  /** How many of each format: {@code -Drtnlab.mutants}. */
  public static int count() {
    return Integer.getInteger("rtnlab.mutants", 60);
  }

  /** Runs {@link #count} of them. */
  public static Counts run(String format, byte[] whole, List<Mutators> mutators, Reader reader)
      throws IOException {
    SplittableRandom random =
        new SplittableRandom(Long.getLong("rtnlab.mutants.seed", 1) ^ format.hashCode());
    String figures = reader.read(whole).figures();
    int[] n = new int[9];
    String example = null;
    for (int i = 0; i < count(); i++) {
      byte[] input = whole;
      Mutators mutator = mutators.get(random.nextInt(mutators.size()));
      for (int again = 1 + random.nextInt(2); again > 0 && input.length > 0; again--) {
        input = mutator.of(input, random);
      }
      long fromNs = System.nanoTime();
      try {
        Answer answer = reader.read(input);
        n[0] += answer.reached() ? 1 : 0;
        if (answer.figures().equals(figures)) {
          n[5]++;
        } else if (answer.word()) {
          n[6]++;
        } else {
          n[7]++;
        }
      } catch (Refused afterEvents) {
        n[0] += afterEvents.reached() ? 1 : 0;
        n[1]++;
      } catch (IOException refused) {
        n[1]++;
        if (refused.getMessage() == null || refused.getMessage().isBlank()) {
          n[2]++;
          example = "refused without a word: " + refused;
        }
      } catch (OutOfMemoryError e) {
        n[4]++;
        example = "input " + i + " by " + mutator + ": " + e;
      } catch (RuntimeException | Error e) {
        n[2]++;
        example =
            "input "
                + i
                + " by "
                + mutator
                + ": "
                + e
                + " at "
                + List.of(e.getStackTrace()).stream().limit(6).toList();
      }
      n[3] += System.nanoTime() - fromNs > LIMIT_NS ? 1 : 0;
    }
    Counts counts =
        new Counts(
            format,
            count(),
            n[0],
            n[1],
            n[2],
            n[3],
            n[4],
            n[5],
            n[6],
            n[7],
            Optional.ofNullable(example));
    System.out.println(counts);
    return counts;
  }

  /** Refused after events had been read, or before. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final boolean reached;

    public Refused(boolean reached, IOException cause) {
      super(String.valueOf(cause.getMessage()), cause);
      this.reached = reached;
    }

    boolean reached() {
      return reached;
    }
  }
}
