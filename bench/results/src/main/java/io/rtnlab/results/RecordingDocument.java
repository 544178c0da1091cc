// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.results.LedgerDocument.ChainRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign recording comes to: what {@code rtnlab attribute --json} prints. Times are
 * nanoseconds of the recording's clock.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param source what was read
 * @param spanNs from the first event of the mutex to the last
 * @param events how many there were of the mutex
 * @param ledger one row for each waiter, the longest waiting first
 * @param waiting who waited for whom
 * @param doing what waiters were doing, by their stacks; empty where none were recorded
 * @param lost what is missing
 * @param remarks what a reader should know, a sentence each
 */
public record RecordingDocument(
    int schema,
    @Inline Source source,
    long spanNs,
    Events events,
    List<WaiterRow> ledger,
    @Inline LedgerDocument waiting,
    List<WaiterActivity> doing,
    Lost lost,
    List<String> remarks) {

  /**
   * What was read.
   *
   * @param file as it was named
   * @param writer what wrote it
   * @param kernel that was recorded; null where the file does not say
   * @param mutexAddress hexadecimal
   * @param mutexEvidence why it is believed to be rtnl_mutex
   */
  public record Source(
      String file,
      String writer,
      @Nullable String kernel,
      String mutexAddress,
      String mutexEvidence) {}

  /** The same with the blame summed by another than the holder. */
  public RecordingDocument by(By by) {
    return new RecordingDocument(
        schema, source, spanNs, events, ledger, waiting.by(by, null), doing, lost, remarks);
  }

  public @Nullable List<ChainRow> chain() {
    return waiting.chain();
  }

  public List<LedgerDocument.BlameRow> blame() {
    return waiting.blame();
  }

  public LedgerDocument.@Nullable Waits waits() {
    return waiting.waits();
  }

  /** The version that this program writes. Version 2: as version 4 of {@link RunDocument}. */
  public static final int SCHEMA = 2;

  /** As in {@link LedgerDocument.LedgerRow}, for waiting alone: a recording holds no requests. */
  public record WaiterRow(
      String waiter,
      long waitNs,
      long provedNs,
      @Nullable Long soleNs,
      long snapshotNs,
      long inferredNs,
      long handoverNs,
      long unknownNs) {}

  /**
   * Events of the mutex.
   *
   * @param releases that wake-ups showed, or that were recorded
   */
  public record Events(long begins, long ends, long releases) {}

  /** So many begins of waits by threads that did this. */
  public record WaiterActivity(String what, long begins) {}

  /**
   * What is missing.
   *
   * @param gaps stretches in which the recorder lost events
   * @param events lost in them, as far as they were counted
   * @param unmatchedWaits waits whose end is not in the file; left out
   * @param endsWithoutBegin ends of waits whose begin is not in the file; left out
   * @param outOfOrder events older than their predecessor
   */
  public record Lost(
      long gaps, long events, long unmatchedWaits, long endsWithoutBegin, long outOfOrder) {}
}
