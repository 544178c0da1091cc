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
import java.util.Arrays;
import java.util.List;

/**
 * Reads all that bytes may hold, as a program would that looks at everything. The memory ends where
 * the bytes do, so that a read past their end is found out.
 */
final class Reading {
  /** What an object can be asked without saying more. */
  private static final ClassValue<List<Method>> QUESTIONS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getMethods())
              .filter(method -> method.getParameterCount() == 0)
              .filter(method -> method.getDeclaringClass() == type)
              .filter(method -> !Modifier.isStatic(method.getModifiers()))
              .toList();
        }
      };

  private Reading() {}

  /**
   * Reads them, strictly and again leniently.
   *
   * @return how many messages had a meaning, or -1 where {@link MalformedMessage} said that they
   *     have none; everything else that is thrown is a mistake of ours
   */
  static int everything(byte[] datagram) {
    int strictly = read(datagram, false);
    int leniently = read(datagram, true);
    if (strictly > leniently) {
      throw new AssertionError("read strictly, and refused leniently");
    }
    return strictly;
  }

  private static int read(byte[] datagram, boolean lenient) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(datagram.length, 1), 8);
      MemorySegment.copy(MemorySegment.ofArray(datagram), 0, memory, 0, datagram.length);
      MessageCursor message =
          new MessageCursor()
              .lenient(lenient)
              .wrap(memory.asSlice(0, datagram.length), datagram.length);
      int read = 0;
      while (message.next()) {
        if (message.type() == NetlinkHeader.NLMSG_ERROR) {
          ExtendedAck.of(message);
        }
        long malformed = message.malformedAttributes();
        Messages.read(message).ifPresent(Reading::lookAtAll);
        read += message.malformedAttributes() == malformed ? 1 : 0;
      }
      return read;
    } catch (MalformedMessage malformed) {
      return -1;
    }
  }

  /** Whatever was not refused when it was read can be asked anything. */
  private static void lookAtAll(KernelObject<?> object) {
    try {
      for (Method method : QUESTIONS.get(object.getClass())) {
        method.invoke(object);
      }
      if (!object.attributes().isMalformed()) {
        Rewritten.of(object.attributes());
      }
    } catch (InvocationTargetException failed) {
      throw new AssertionError("read, but then cannot be looked at", failed.getCause());
    } catch (MalformedMessage late) {
      throw new AssertionError("read, and only then found malformed", late);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
