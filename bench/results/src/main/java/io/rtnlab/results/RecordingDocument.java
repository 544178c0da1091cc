// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign recording comes to: what {@code rtnlab attribute --json} prints. Times are
 * nanoseconds of the recording's clock.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param file as it was named
 * @param writer what wrote it
 * @param kernel that was recorded; null where the file does not say
 * @param mutexAddress hexadecimal
 * @param mutexEvidence why it is believed to be rtnl_mutex
 * @param spanNs from the first event of the mutex to the last
 * @param events how many there were of the mutex
 * @param ledger one row for each waiter, the longest waiting first
 * @param blame who waited for whom
 * @param chain who waited while the holder waited for another lock, and because of whom
 * @param waits how the waiting spreads
 * @param doing what waiters were doing, by their stacks; empty where none were recorded
 * @param lost what is missing
 * @param remarks what a reader should know, a sentence each
 */
public record RecordingDocument(
    int schema,
    String file,
    String writer,
    @Nullable String kernel,
    String mutexAddress,
    String mutexEvidence,
    long spanNs,
    Events events,
    List<WaiterRow> ledger,
    List<RunDocument.BlameRow> blame,
    List<ChainRow> chain,
    RunDocument.Waits waits,
    List<HolderState> doing,
    Lost lost,
    List<String> remarks) {

  /** The same with the blame summed by another than the holder. */
  public RecordingDocument by(By by) {
    return new RecordingDocument(
        schema,
        file,
        writer,
        kernel,
        mutexAddress,
        mutexEvidence,
        spanNs,
        events,
        ledger,
        BlameBy.of(blame, by, null),
        chain,
        waits,
        doing,
        lost,
        remarks);
  }

  /** The version that this program writes. Version 2: as version 4 of {@link RunDocument}. */
  public static final int SCHEMA = 2;

  /** As in {@link RunDocument.LedgerRow}, for waiting alone: a recording holds no requests. */
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
   * So long a waiter waited for a holder that itself waited for another lock.
   *
   * @param root who released that lock at last, or the lock behind it: "(unknown)" where no thread
   *     was seen to
   * @param lock that the holder waited for: by name, or its address in hexadecimal
   */
  public record ChainRow(String waiter, String holder, String root, String lock, long ns) {
    ChainRow lasting(long howLongNs) {
      return new ChainRow(waiter, holder, root, lock, howLongNs);
    }
  }

  /**
   * Events of the mutex.
   *
   * @param releases that wake-ups showed, or that were recorded
   */
  public record Events(long begins, long ends, long releases) {}

  /** So many begins of waits by threads that did this. */
  public record HolderState(String what, long begins) {}

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
