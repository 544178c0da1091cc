// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages. Maven holds those between modules; these are the finer ones. */
class ArchitectureTest {
  /** Libraries in plain Java too: aircompressor inflates the zstd parts of a recording. */
  private static final String[] PLATFORM = {"java..", "org.jspecify..", "io.airlift.compress.v3.."};

  /** Packages of the module {@code probes/evidence}. */
  private static final String[] EVIDENCE = {
    "io.rtnlab.probes.attribution..",
    "io.rtnlab.probes.audit..",
    "io.rtnlab.probes.event..",
    "io.rtnlab.probes.function..",
    "io.rtnlab.probes.hung..",
    "io.rtnlab.probes.ledger..",
    "io.rtnlab.probes.hung..",
    "io.rtnlab.probes.recording..",
    "io.rtnlab.probes.stack..",
    "io.rtnlab.probes.stream..",
    "io.rtnlab.probes.task..",
    "io.rtnlab.probes.tracebuffer.."
  };

  private static final int MOST_CLASSES = 40;
  private static final int MOST_COMPONENTS = 10;

  private static final JavaClasses RTNLAB =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rtnlab");

  /**
   * A package each, but one for all of an object of netlink.message: the kernel's messages nest
   * that way themselves. A link has a kind, and the kind veth has the whole link of its peer; a
   * filter has a classifier, whose actions may each be any kind of action.
   */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        private static final Pattern SUBJECT =
            Pattern.compile("(io\\.rtnlab\\.netlink\\.message\\.\\w+)\\..*");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          String name = type.getPackageName();
          if (!name.startsWith("io.rtnlab.")) {
            return SliceIdentifier.ignore();
          }
          Matcher subject = SUBJECT.matcher(name);
          return SliceIdentifier.of(subject.matches() ? subject.group(1) : name);
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @Test
  void netlinkIsPureJava() {
    check(mayUse("io.rtnlab.netlink..", "io.rtnlab.netlink.."));
  }

  @Test
  void theSocketSeamKnowsNothingOfMessages() {
    check(mayUse("io.rtnlab.netlink.port..", "io.rtnlab.netlink.port.."));
  }

  @Test
  void wireKnowsNothingOfMessagesOrSessions() {
    check(mayUse("io.rtnlab.netlink.wire..", "io.rtnlab.netlink.wire.."));
  }

  @Test
  void messagesKnowNothingOfSessionsAndSockets() {
    check(
        mayUse(
            "io.rtnlab.netlink.message..",
            "io.rtnlab.netlink.message..",
            "io.rtnlab.netlink.attribute..",
            "io.rtnlab.netlink.wire.."));
  }

  @Test
  void libcDependsOnNothing() {
    check(mayUse("io.rtnlab.libc..", "io.rtnlab.libc.."));
  }

  @Test
  void engineKnowsNoNetlinkAndNoProbes() {
    check(mayUse("io.rtnlab.engine..", "io.rtnlab.engine..", "org.HdrHistogram.."));
  }

  @Test
  void workloadsReachSocketsThroughTheSeamOnly() {
    check(
        mayUse(
            "io.rtnlab.workloads..",
            "io.rtnlab.workloads..",
            "io.rtnlab.engine..",
            "io.rtnlab.netlink..",
            "io.rtnlab.libc..",
            "org.HdrHistogram.."));
  }

  @Test
  void subsystemsOfTheWorkloadsDoNotKnowEachOther() {
    check(
        slices()
            .matching("io.rtnlab.workloads.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                JavaClass.Predicates.resideOutsideOfPackage("io.rtnlab.workloads.base.."),
                JavaClass.Predicates.resideInAPackage("io.rtnlab.workloads.base..")));
  }

  @Test
  void probesKnowNeitherNetlinkNorTheEngine() {
    check(mayUse("io.rtnlab.probes..", "io.rtnlab.probes..", "io.rtnlab.libc..", "one.profiler.."));
  }

  @Test
  void evidenceIsPureJava() {
    for (String packages : EVIDENCE) {
      check(mayUse(packages, EVIDENCE));
    }
  }

  @Test
  void attributionUsesEventsAndMakesLedgers() {
    check(mayUse("io.rtnlab.probes.event..", "io.rtnlab.probes.event.."));
    check(mayUse("io.rtnlab.probes.stack..", "io.rtnlab.probes.stack.."));
    check(
        mayUse(
            "io.rtnlab.probes.audit..",
            "io.rtnlab.probes.audit..",
            "io.rtnlab.probes.attribution..",
            "io.rtnlab.probes.ledger..",
            "io.rtnlab.probes.event.."));
    check(
        mayUse(
            "io.rtnlab.probes.stream..", "io.rtnlab.probes.stream..", "io.rtnlab.probes.event.."));
    check(
        mayUse(
            "io.rtnlab.probes.ledger..",
            "io.rtnlab.probes.ledger..",
            "io.rtnlab.probes.event..",
            "io.rtnlab.probes.function..",
            "io.rtnlab.probes.stack.."));
    check(
        mayUse(
            "io.rtnlab.probes.attribution..",
            "io.rtnlab.probes.attribution..",
            "io.rtnlab.probes.ledger..",
            "io.rtnlab.probes.event..",
            "io.rtnlab.probes.function..",
            "io.rtnlab.probes.stack.."));
  }

  @Test
  void resultsNeedNoKernelAndNoEngine() {
    check(
        mayUse(
            "io.rtnlab.results..",
            Stream.concat(
                    Stream.of(
                        "io.rtnlab.results..",
                        "org.HdrHistogram..",
                        "jdk.jfr..",
                        "one.convert..",
                        "com.fasterxml.jackson..",
                        "org.apache.commons.statistics.."),
                    Stream.of(EVIDENCE))
                .toArray(String[]::new)));
  }

  @Test
  void reportsAreMadeFromDocumentsAlone() {
    check(
        mayUse(
            "io.rtnlab.results.report..",
            "io.rtnlab.results.report..",
            "io.rtnlab.results",
            "io.rtnlab.results.compare",
            "io.rtnlab.results.matrix"));
  }

  @Test
  void statisticsKnowNumbersOnly() {
    check(
        mayUse(
            "io.rtnlab.results.statistics..",
            "io.rtnlab.results.statistics..",
            "org.apache.commons.statistics.."));
  }

  @Test
  void onlyTheLauncherUsesTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.rtnlab.lab.cli..", "io.rtnlab.lab", "io.rtnlab.microbench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rtnlab.lab.cli..", "picocli.."));
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().assignedFrom(PACKAGES).should().beFreeOfCycles());
  }

  @Test
  void aPackageHasAtMostFortyClasses() {
    Map<String, Long> classes =
        RTNLAB.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    classes.values().removeIf(count -> count <= MOST_CLASSES);
    assertEquals(Map.of(), classes);
  }

  @Test
  void aRecordHasAtMostTenComponents() {
    Set<String> wide =
        RTNLAB.stream()
            .filter(JavaClass::isRecord)
            .filter(type -> !type.getPackageName().startsWith("io.rtnlab.netlink.message"))
            .filter(type -> components(type) > MOST_COMPONENTS)
            .map(type -> type.getName().replaceFirst("^io\\.rtnlab\\.", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), wide);
  }

  @Test
  void nothingIsCalledManagerUtilOrHelper() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper"));
  }

  private static long components(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .count();
  }

  private static ArchRule mayUse(String packages, String... others) {
    String[] allowed = new String[PLATFORM.length + others.length + 1];
    System.arraycopy(PLATFORM, 0, allowed, 0, PLATFORM.length);
    System.arraycopy(others, 0, allowed, PLATFORM.length, others.length);
    allowed[allowed.length - 1] = ""; // primitives and arrays of them
    return classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed));
  }

  private static void check(ArchRule rule) {
    rule.check(RTNLAB);
  }
}
