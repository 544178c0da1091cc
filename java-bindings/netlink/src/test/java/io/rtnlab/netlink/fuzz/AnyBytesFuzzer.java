// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fuzz;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.capture.Recorded;
import io.rtnlab.netlink.message.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The same for Jazzer (github.com/CodeIntelligenceTesting/jazzer), which looks for bytes that take
 * ways not yet taken. It starts from the captures:
 *
 * <pre>
 *  ./rtnlab test -Pfuzz -pl java-bindings/netlink -am -DskipTests -Dfuzz.seconds=600
 * </pre>
 *
 * What it finds lies in {@code target/fuzz} and belongs into {@link AnyBytesTest}.
 */
public final class AnyBytesFuzzer {
  private AnyBytesFuzzer() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] datagram) {
    Reading.everything(datagram);
  }

  /**
   * Writes the captures' messages into the folder that it is given, a file each, and makes one for
   * what Jazzer adds.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.createDirectories(folder.resolveSibling("found"));
    int count = 0;
    for (Codec<?> codec : Messages.codecs()) {
      for (byte[] message : Recorded.messages(codec)) {
        Files.write(folder.resolve("message-" + count++), message);
      }
    }
  }
}
