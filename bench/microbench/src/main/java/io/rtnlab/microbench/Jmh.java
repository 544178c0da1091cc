package io.rtnlab.microbench;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH with CPU time and allocated bytes beside wall time. Takes JMH's own options; its forks talk
 * over TCP on localhost, so {@code lo} must be up.
 */
public final class Jmh {
  private Jmh() {}

  public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
    new Runner(
            new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                .build())
        .run();
  }
}
