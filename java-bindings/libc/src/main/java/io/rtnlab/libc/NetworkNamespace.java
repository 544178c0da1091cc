// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * A network namespace without a name, alive while this handle is open, while a thread is in it or
 * while a socket of it is open; so nothing of it survives the process, however that ends.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final String OF_THREAD = "/proc/thread-self/ns/net";

  /** {@code _IO(0xb7, 3)}, ioctl_ns(2): which kind of namespace a file stands for. */
  private static final int NS_GET_NSTYPE = 0xb703;

  /** So that a path to a FIFO is refused, and not waited for. */
  private static final int O_NONBLOCK = 0x800;

  private final Descriptor file;
  private final long inode;

  private NetworkNamespace(Descriptor file) throws IOException {
    this.file = file;
    this.inode = (Long) Files.getAttribute(Path.of(file.path()), "unix:ino");
  }

  /** Makes a new one. The calling thread stays where it is. */
  public static NetworkNamespace create() throws IOException {
    return onThreadOfItsOwn(
        "netns-create",
        () -> {
          Namespaces.unshare(Namespaces.CLONE_NEWNET);
          return current();
        });
  }

  /** The one that the calling thread is in. */
  public static NetworkNamespace current() throws IOException {
    return new NetworkNamespace(Descriptor.open(OF_THREAD, Descriptor.O_RDONLY));
  }

  /**
   * The one that a file stands for, such as {@code /run/netns/blue} or {@code /proc/4711/ns/net}.
   *
   * @throws IOException if there is no such file, or it is no network namespace
   */
  public static NetworkNamespace open(Path path) throws IOException {
    Descriptor file = Descriptor.open(path.toString(), Descriptor.O_RDONLY | O_NONBLOCK);
    if (file.ioctl(NS_GET_NSTYPE, 0) != Namespaces.CLONE_NEWNET) {
      file.close();
      throw new IOException(path + " is no network namespace");
    }
    return new NetworkNamespace(file);
  }

  /** What {@code ls -i} and the probes call it. */
  public long inode() {
    return inode;
  }

  /** The open file of it, such as {@code IFLA_NET_NS_FD} wants it. */
  public Descriptor file() {
    return file;
  }

  /**
   * Moves the calling platform thread into it, for good.
   *
   * @throws IllegalStateException on a virtual thread
   */
  public void enter() throws IOException {
    Namespaces.enter(file, Namespaces.CLONE_NEWNET);
  }

  /**
   * Does something inside it, on a fresh platform thread, and waits for the result. Sockets that it
   * opens stay in the namespace; threads that it starts are born there.
   *
   * @throws IOException what the work threw; other checked exceptions come wrapped in one
   */
  public <T> T run(Callable<T> work) throws IOException {
    return onThreadOfItsOwn(
        "netns-" + inode,
        () -> {
          enter();
          return work.call();
        });
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public String toString() {
    return "net:[" + inode + "]";
  }

  private static <T> T onThreadOfItsOwn(String name, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().name(name).daemon().start(task);
    return Uninterrupted.get(task, thread::interrupt);
  }
}
