// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

/**
 * The form of {@code events.bin}: a run's lock events, written and read front to back.
 *
 * <pre>
 *  file        = magic version flags operations (record* check)* end check
 *  magic       8 bytes, "rtnlabEV"
 *  version     varint, 6; version 5 has no checks; version 4 besides no cgroup at kind 6, no other
 *              locks and only the kinds 0 to 12; version 3 besides no short records, version 2 no
 *              owner −2 (changing hands) and no flag at kind 12, version 1 only the kinds 0 to 7 and
 *              flag bit 0
 *  flags       varint, what the backend could see: bit 0 every acquisition, bit 1 owners that leave
 *              their CPU, bit 2 waits for other locks (io.rtnlab.probes.event.ProbeCapabilities)
 *  operations  varint count, then a string each: what RequestBegin.operation counts into
 *  record      tag time fields
 *  tag         1 byte: bits 0–3 the kind, bit 4 a flag of that kind, bits 5–6 0, bit 7 whether it
 *              is of another lock than the mutex: a varint with its number follows the time
 *  time        signed varint, ns since the time of the record before; the first since 0
 *
 *  kind             flag     fields
 *  0 end                     varint number of records (no time)
 *  0 check          set      CRC-32C of all bytes of the file before this field, 4 bytes (no time)
 *  1 RequestBegin            varint thread, varint operation
 *  2 RequestEnd              varint thread, varint operation, signed result, signed systemCallNs
 *  2 CallEnd         inside  varint thread
 *  3 WaitBegin      queued   varint thread, signed owner, signed stack
 *  4 Acquired       waited   varint thread, signed result
 *  5 Released                varint thread, signed stack
 *  6 ThreadSeen              varint thread, varint process, string name, signed networkNamespace,
 *                            varint cgroup
 *  7 Lost                    signed untilNs − timeNs, signed count
 *  8 OwnerSeen      sampled  signed owner; sampled as it ran (HolderSampled): and signed stack
 *  9 StackSeen               signed stack, string function names joined by ';', innermost first
 * 10 OffCpu         holding  varint thread, varint asleep (0 or 1), signed stack
 * 11 Woken                   varint thread
 * 12 OnCpu          holding  varint thread
 * 13 LockSeen                varint lock, string kind, string name, varint networkNamespace,
 *                            string device, varint address, signed stack
 * 14 CgroupSeen              varint cgroup, string path
 * 15 Reclaim        begins   varint thread, varint holding (0 or 1)
 *
 *  of another lock  flag     fields
 *  3 OtherWait      queued   varint thread, signed owner, varint root
 *  4 OtherEnd       waited   varint thread, signed result, signed waitedNs
 *
 *  A short record says the same of the kinds that nearly all consist of, and is written quicker:
 *
 *  tag         1 byte: bits 0–4 as above, bits 5–6 the bytes of time, 1 to 3
 *  time        1 to 3 bytes, ns since the time of the record before
 *  thread      3 bytes
 *
 *  kind             fields behind them                       and so
 *  1 RequestBegin   operation 1 byte
 *  2 RequestEnd     operation 1 byte, systemCallNs 4 bytes   result 0
 *  2 CallEnd
 *  3 WaitBegin      owner 4 bytes, signed                    stack −1
 *  4 Acquired                                                result 0
 *
 *  bytes       unsigned but where said, lowest first
 *  varint      7 bits a byte, lowest first, bit 7 set on all but the last
 *  signed      varint of (n &lt;&lt; 1) ^ (n &gt;&gt; 63)
 *  string      varint length in bytes (at most 4096), UTF-8
 * </pre>
 *
 * A file without {@code end} was cut: all records before its last check are as they were written,
 * and so are those behind it where nothing but the cut befell the file.
 */
final class EventFormat {
  static final byte[] MAGIC = {'r', 't', 'n', 'l', 'a', 'b', 'E', 'V'};
  static final int VERSION = 6;
  static final int OLDEST_VERSION = 1;

  /** The first in which a return to the CPU says whether the thread owns the mutex. */
  static final int SAYS_WHO_IS_BACK = 3;

  /** The first with cgroups, other locks and memory reclaim. */
  static final int KNOWS_OTHER_LOCKS = 5;

  /** The first with checks. */
  static final int CHECKS = 6;

  static final int FLAG_EVERY_ACQUISITION = 1;
  static final int FLAG_OFF_CPU = 2;
  static final int FLAG_OTHER_LOCKS = 4;

  static final int KIND_MASK = 0x0f;
  static final int KIND_FLAG = 0x10;

  /** The record is of another lock than the mutex. */
  static final int OTHER_LOCK = 0x80;

  /** Where a tag says how many bytes of time a short record has. */
  static final int TIME_BYTES_SHIFT = 5;

  static final int MOST_TIME_BYTES = 3;
  static final int SHORT_THREAD_BYTES = 3;

  static final int END = 0;
  static final int CHECK = END | KIND_FLAG;
  static final int REQUEST_BEGIN = 1;
  static final int REQUEST_END = 2;
  static final int WAIT_BEGIN = 3;
  static final int ACQUIRED = 4;
  static final int RELEASED = 5;
  static final int THREAD_SEEN = 6;
  static final int LOST = 7;
  static final int OWNER_SEEN = 8;
  static final int STACK_SEEN = 9;
  static final int OFF_CPU = 10;
  static final int WOKEN = 11;
  static final int ON_CPU = 12;
  static final int LOCK_SEEN = 13;
  static final int CGROUP_SEEN = 14;
  static final int RECLAIM = 15;

  static final int MAX_STRING_BYTES = 4096;
  static final int MAX_OPERATIONS = 4096;

  /** Whether these have room in a short record. */
  static boolean isShort(long sinceNs, int thread, int operation) {
    return sinceNs >>> (Byte.SIZE * MOST_TIME_BYTES) == 0
        && thread >>> (Byte.SIZE * SHORT_THREAD_BYTES) == 0
        && operation >>> Byte.SIZE == 0;
  }

  private EventFormat() {}
}
