// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.Fingerprint;
import io.rtnlab.results.RunDocument;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run ran on, a fact each. */
final class FingerprintFacts {
  private FingerprintFacts() {}

  static Map<String, String> of(RunDocument run) {
    Fingerprint print = run.fingerprint();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kernel", print.kernel().release());
    facts.put("version", print.kernel().version());
    facts.put("build id", print.kernel().buildId());
    facts.put("configuration (SHA-256)", print.kernel().configSha256());
    facts.put("command line", print.kernel().commandLine());
    facts.put("machine", print.machine().cpus() + " × " + print.machine().cpuModel());
    facts.put("hypervisor", print.machine().hypervisor());
    facts.put("accelerator", print.machine().accelerator());
    facts.putAll(print.mitigations());
    facts.putAll(print.rcu());
    facts.put("JDK", print.jdk());
    facts.put("probe", run.probe().name() + ": " + run.probe().why());
    return facts;
  }
}
