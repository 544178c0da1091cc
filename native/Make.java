// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code make} in a folder of C sources, with JAVA_HOME naming the JDK that runs this. Where
 * there is no C compiler it says so and succeeds: what needed the result reports itself
 * unavailable.
 *
 * <pre>
 *  java native/Make.java native/jni OUT=/some/folder
 * </pre>
 */
class Make {
  private static final List<String> NEEDED = List.of("make", "cc");

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String folder = arguments[0];
    for (String program : NEEDED) {
      if (!installed(program)) {
        System.out.println(
            "SKIPPED "
                + folder
                + ": no "
                + program
                + " here; on Debian: apt-get install build-essential");
        return;
      }
    }
    List<String> command = new ArrayList<>(List.of("make", "--silent", "-C", folder));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    ProcessBuilder make = new ProcessBuilder(command).inheritIO();
    make.environment().put("JAVA_HOME", System.getProperty("java.home"));
    System.exit(make.start().waitFor());
  }

  private static boolean installed(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
