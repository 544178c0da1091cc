// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.event;

/**
 * Which lock: its class, and which one of that class.
 *
 * @param kind {@code mutex}, {@code rwsem}, {@code percpu rwsem}, {@code rt mutex}, {@code rwlock}
 *     or {@code spinlock} (which a semaphore looks like)
 * @param name of its class: a symbol of the kernel such as {@code jump_label_mutex}, or {@code
 *     dev->lock}; empty where none is known
 * @param networkNamespace inode number of the network namespace that it belongs to; 0 for none
 * @param device name of the interface that it belongs to; empty for none
 * @param address in the kernel; 0 where unknown
 */
public record LockKey(
    String kind, String name, long networkNamespace, String device, long address) {
  /** The lock of an interface, {@code net_device.lock}. */
  public static final String DEVICE_LOCK = "dev->lock";

  /** The kind of those that may go unseen on a virtual machine. */
  public static final String SPINLOCK = "spinlock";

  /** A lock of which nothing is known. */
  public static final LockKey UNKNOWN = new LockKey("lock", "", 0, "", 0);

  /** Kinds by the flags of {@code lock:contention_begin} (include/trace/events/lock.h). */
  public static String kindOf(int flags) {
    if ((flags & 1 << 5) != 0) {
      return "mutex";
    }
    if ((flags & 1 << 4) != 0) {
      return "percpu rwsem";
    }
    if ((flags & 1 << 3) != 0) {
      return "rt mutex";
    }
    boolean readOrWrite = (flags & 3 << 1) != 0;
    boolean spins = (flags & 1) != 0;
    return readOrWrite ? spins ? "rwlock" : "rwsem" : SPINLOCK;
  }

  /** The same lock under this name. */
  public LockKey named(String newName) {
    return new LockKey(kind, newName, networkNamespace, device, address);
  }

  /** What all locks of this name have in common. */
  public LockKey withoutAddress() {
    return new LockKey(kind, name, networkNamespace, device, 0);
  }

  /** For people: {@code dev->lock@eth0}, {@code rtnl_mutex@4026531840}, {@code mutex}. */
  public String label() {
    String who = name.isEmpty() ? kind : name;
    String which = device.isEmpty() ? networkNamespace == 0 ? "" : networkNamespace + "" : device;
    return which.isEmpty() ? who : who + "@" + which;
  }
}
