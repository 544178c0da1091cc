// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fuzz;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Rewritten;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Reads all that bytes may hold, as a program would that looks at everything. The memory ends where
 * the bytes do, so that a read past their end is found out.
 */
final class Reading {
  private Reading() {}

  /**
   * Reads them.
   *
   * @return how many messages had a meaning, or -1 where {@link MalformedMessage} said that they
   *     have none; everything else that is thrown is a mistake of ours
   */
  static int everything(byte[] datagram) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(datagram.length, 1), 8);
      MemorySegment.copy(MemorySegment.ofArray(datagram), 0, memory, 0, datagram.length);
      MessageCursor message =
          new MessageCursor().wrap(memory.asSlice(0, datagram.length), datagram.length);
      int read = 0;
      while (message.next()) {
        if (message.type() == NetlinkHeader.NLMSG_ERROR) {
          ExtendedAck.of(message);
        }
        Messages.read(message).ifPresent(Reading::lookAtAll);
        read++;
      }
      return read;
    } catch (MalformedMessage malformed) {
      return -1;
    }
  }

  /** Whatever was not refused when it was read can be asked anything. */
  private static void lookAtAll(KernelObject<?> object) {
    try {
      for (Method method : object.getClass().getMethods()) {
        boolean question =
            method.getParameterCount() == 0
                && method.getDeclaringClass() == object.getClass()
                && !Modifier.isStatic(method.getModifiers());
        if (question) {
          method.invoke(object);
        }
      }
      Rewritten.of(object.attributes());
    } catch (InvocationTargetException failed) {
      throw new AssertionError("read, but then cannot be looked at", failed.getCause());
    } catch (MalformedMessage late) {
      throw new AssertionError("read, and only then found malformed", late);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
