// SPDX-License-Identifier: Apache-2.0
import io.rtnlab.lab.Main;
import java.io.File;
import java.io.IOException;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a manual page in AsciiDoc for each command: see the profile "man" of bench/lab. */
class ManPages {
  public static void main(String[] arguments) throws IOException {
    System.exit(
        ManPageGenerator.generateManPage(
            new File(arguments[0]),
            null,
            new boolean[0],
            false,
            Main.commandLine().getCommandSpec()));
  }
}
