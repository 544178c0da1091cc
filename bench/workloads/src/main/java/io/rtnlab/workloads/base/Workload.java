// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * An operation that can stand in a mix.
 *
 * @param name what users write, and the label in every table
 * @param description what one request does, in one line
 * @param reproduces what of the world, or of a known complaint, it stands for
 * @param source where that is said: {@code talk 00:04:05} is a time mark of Florian Westphal's talk
 *     at Netdev 2.2; else a kernel file, a release with its commit, or a public report
 * @param needs what the kernel and the account must have: drivers by module name, then the rest
 * @param options which options of a run change it
 * @param make makes one worker's instance, without a system call
 * @param reach what its requests may change
 * @param condition what this machine must have besides drivers: why it cannot run here, or empty
 */
public record Workload(
    String name,
    String description,
    String reproduces,
    String source,
    String needs,
    List<String> options,
    Function<WorkerSite, Operation> make,
    Reach reach,
    Supplier<Optional<String>> condition) {
  static final String IPV6_SUFFIX = "-ipv6";
  private static final String FAMILY = "--family";
  private static final Pattern DRIVER = Pattern.compile("(?!nothing)[a-z0-9][a-z0-9_]*");

  /** What requests may change. */
  public enum Reach {
    /** The worker's namespace and nothing else. */
    NAMESPACE,
    /** All of the machine: such an operation runs in a guest, or where its user insists. */
    HOST
  }

  public Workload {
    options = List.copyOf(options);
  }

  /** One whose requests change its worker's namespace alone, and which needs drivers alone. */
  public Workload(
      String name,
      String description,
      String reproduces,
      String source,
      String needs,
      List<String> options,
      Function<WorkerSite, Operation> make) {
    this(
        name,
        description,
        reproduces,
        source,
        needs,
        options,
        make,
        Reach.NAMESPACE,
        Optional::empty);
  }

  /** The same, but its requests act on the whole host. */
  public Workload onHost() {
    return new Workload(
        name, description, reproduces, source, needs, options, make, Reach.HOST, condition);
  }

  /**
   * The same under a condition.
   *
   * @param unmet why this machine cannot run it, or empty; asked once its drivers are there
   */
  public Workload unless(Supplier<Optional<String>> unmet) {
    return new Workload(name, description, reproduces, source, needs, options, make, reach, unmet);
  }

  /** Drivers that its requests make the kernel load as modules where they are not there. */
  public List<String> drivers() {
    return Arrays.stream(needs.split(";", -1)[0].split(", ", -1))
        .filter(word -> DRIVER.matcher(word).matches())
        .toList();
  }

  /** Whether its requests are of a family of addresses that a run chooses. */
  public boolean hasFamily() {
    return options.contains(FAMILY);
  }

  /** The same operation under a name of its own and always with IPv6. */
  public Workload ipv6() {
    return new Workload(
        name + IPV6_SUFFIX,
        description + ", IPv6",
        reproduces,
        source,
        needs,
        options.stream().filter(option -> !option.equals(FAMILY)).toList(),
        site -> make.apply(site.ipv6()),
        reach,
        condition);
  }
}
