// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a run, as typed; {@link io.rtnlab.lab.run.RunSettings} makes sense of them. */
public final class RunOptions {
  @Option(
      names = "--mix",
      paramLabel = "OP=WEIGHT[,…]",
      defaultValue = "route-insert=6,link-dump=3,netns-create=1",
      description =
          "What to fire; weights count requests. \"rtnlab run --list\" names the operations."
              + " (default: ${DEFAULT-VALUE})")
  public String mix = "";

  @Option(
      names = "--group",
      paramLabel = "NAME;mix=…[;threads=N][;rate=N]",
      description =
          "A group of workers with a mix and a pace of its own, besides other groups; instead of"
              + " --mix, --threads and --rate. One thread, closed loop, unless said.")
  public List<String> groups = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "4",
      description = "Worker threads. (default: ${DEFAULT-VALUE})")
  public int threads;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "How long to measure, such as 500ms, 10s, 2m. (default: 10s)")
  public @Nullable Duration duration;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Stop after N requests of the mix instead.")
  public @Nullable Long requests;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Fires for so long before the measured part; out of the figures. (default: 2s)")
  public @Nullable Duration warmUp;

  @Option(
      names = "--warm-up-requests",
      paramLabel = "N",
      description =
          "Fires N requests before the measured part instead, in a closed loop: runs then measure"
              + " from the same state, after the same requests, whatever those took.")
  public @Nullable Long warmUpRequests;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Open loop: N requests per second over all threads, however long they take; then response"
              + " times are measured too. Without it each thread fires as soon as it can (closed"
              + " loop).")
  public @Nullable Double rate;

  @Option(names = "--poisson", description = "With --rate: exponential gaps instead of even ones.")
  public boolean poisson;

  @Option(
      names = "--links",
      paramLabel = "N",
      defaultValue = "100",
      description = "Links that link-dump lists. (default: ${DEFAULT-VALUE})")
  public int links;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Messages per request of route-insert. (default: ${DEFAULT-VALUE})")
  public int batch;

  @Option(
      names = "--ack",
      paramLabel = "each|last",
      defaultValue = "last",
      description = "Which messages of a batch are acknowledged. (default: ${DEFAULT-VALUE})")
  public String ack = "";

  @Option(
      names = "--family",
      paramLabel = "4|6",
      defaultValue = "4",
      description = "IPv4 or IPv6 routes. (default: ${DEFAULT-VALUE})")
  public String family = "";

  @Option(names = "--next-hop", description = "Insert routes by next-hop id (RTA_NH_ID).")
  public boolean nextHop;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "Routes that a thread keeps before it deletes the oldest as it inserts. (default:"
              + " ${DEFAULT-VALUE})")
  public int window;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Routes, ports, classes, filters or links that an operation works on, where it says so"
              + " (\"rtnlab operations\"). (default: ${DEFAULT-VALUE})")
  public int entries;

  @Option(
      names = "--shared-netns",
      description = "All threads in one network namespace, instead of one each.")
  public boolean sharedNamespace;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Same seed, same sequence of operations. (default: ${DEFAULT-VALUE})")
  public long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder. (default: rtnlab-runs/DATE-TIME here)")
  public @Nullable Path out;

  @Option(
      names = "--probe",
      paramLabel = "NAME[,NAME…]",
      defaultValue = "auto",
      description =
          "Backend that watches the mutex: auto, none, or one that \"rtnlab doctor\" names. Several"
              + " listen at once: the first makes the ledger, the others are compared with it."
              + " (default: ${DEFAULT-VALUE}, the best that opens)")
  public String probe = "";

  @Option(
      names = "--probe-buffer",
      paramLabel = "BYTES",
      description =
          "Size of the probe's kernel buffer for each CPU; small ones lose events, and say so.")
  public @Nullable Integer probeBuffer;

  @Option(
      names = "--audit",
      description =
          "Judges the ledger by samples of the mutex's owner at random times, which the ledger"
              + " never sees: for each class of evidence how often the named thread held, another"
              + " did, none did.")
  public boolean audit;

  @Option(
      names = "--looks",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Looks at the mutex's owner so often besides, such as 100us, from a timer: holders that"
              + " run are then known to hold until shortly before their release. The run says what"
              + " it cost.")
  public @Nullable Duration looks;

  @Option(
      names = "--keep-segments",
      description =
          "Writes every segment of every wait into the run's folder (segments.bin), for a judge of"
              + " your own: bench/audit-by-bpftrace is one.")
  public boolean keepSegments;

  @Option(
      names = "--functions",
      description =
          "Traces, in the first half of the warm-up, which kernel functions each request calls and"
              + " how long each takes (function_graph, Linux 6.11 or newer, not locked down):"
              + " rtnlab compare then names the function in which a change lies.")
  public boolean functions;

  @Option(
      names = "--flame",
      description =
          "Makes flame graphs of CPU, waits, holds and holders off their CPU in the run's folder,"
              + " by async-profiler and by samples of running holders; says what that cost a"
              + " request.")
  public boolean flame;

  @Option(
      names = "--load-modules",
      description =
          "Lets operations load any kernel module; without it veth alone, the default mix's. What a"
              + " run loaded and is unused is unloaded at its end.")
  public boolean loadModules;

  @Option(
      names = "--no-modules",
      description = "Loads no kernel module: operations that need one are left out.")
  public boolean noModules;

  @Option(
      names = "--bridge",
      paramLabel = "NAME",
      defaultValue = "ffm",
      description =
          "The way from Java to the sockets: ffm, jni, jna or jnr. Namespaces and all other system"
              + " calls go through FFM whichever it is. (default: ${DEFAULT-VALUE})")
  public String bridge = "";

  /** As {@link TimeArgument}. */
  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return TimeArgument.parse(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
