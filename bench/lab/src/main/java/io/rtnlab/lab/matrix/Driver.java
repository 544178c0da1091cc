// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import io.rtnlab.results.matrix.Boot;
import io.rtnlab.results.matrix.MatrixPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a kernel is run. */
public enum Driver {
  /** A direct boot with this machine's files as root ({@code vagrant/boot}): seconds. */
  QEMU("boot"),
  /** A Vagrant machine ({@code vagrant/machine}): minutes. */
  VAGRANT("machine"),
  /** No guest: the running kernel. */
  HOST("");

  private final String script;

  Driver(String script) {
    this.script = script;
  }

  /** From its name as typed. */
  public static Driver of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "there is no driver '" + name + "'; there are: qemu, vagrant, host", unknown);
    }
  }

  /** The command that gets what boots of this kernel take; empty where they take nothing. */
  List<String> preparation(VagrantFolder vagrant, MatrixPlan plan, String kernel) {
    return this == HOST
        ? List.of()
        : List.of(script(vagrant), "--prepare", "--kernel", kernel, "--clock", plan.clock());
  }

  /**
   * The command that does one boot and ends with the job's status.
   *
   * @param folder of the boot; the driver's files and the job's results go there
   * @param job the command for the guest
   */
  List<String> command(
      VagrantFolder vagrant, MatrixPlan plan, Boot boot, Path folder, List<String> job) {
    if (this == HOST) {
      return job;
    }
    List<String> command = new ArrayList<>();
    command.add(script(vagrant));
    command.addAll(List.of("--kernel", boot.kernel()));
    command.addAll(List.of("--out", folder.toString()));
    command.addAll(List.of("--deadline", Integer.toString(plan.deadlineSeconds())));
    command.addAll(List.of("--clock", plan.clock()));
    command.add("--");
    command.addAll(job);
    return command;
  }

  private String script(VagrantFolder vagrant) {
    return vagrant.path().resolve(script).toString();
  }
}
