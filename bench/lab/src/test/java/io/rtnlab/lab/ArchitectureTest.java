package io.rtnlab.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between packages. Maven holds those between modules; these are the finer ones. */
class ArchitectureTest {
  private static final String[] PLATFORM = {"java..", "org.jspecify.."};

  private static final JavaClasses RTNLAB =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rtnlab");

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
  void probesKnowNeitherNetlinkNorTheEngine() {
    check(mayUse("io.rtnlab.probes..", "io.rtnlab.probes..", "io.rtnlab.libc.."));
  }

  @Test
  void eventsAndAttributionArePure() {
    check(mayUse("io.rtnlab.probes.event..", "io.rtnlab.probes.event.."));
    check(
        mayUse(
            "io.rtnlab.probes.attribution..",
            "io.rtnlab.probes.attribution..",
            "io.rtnlab.probes.event..",
            "io.rtnlab.probes.stack.."));
    check(mayUse("io.rtnlab.probes.stack..", "io.rtnlab.probes.stack.."));
    check(
        mayUse(
            "io.rtnlab.probes.stream..", "io.rtnlab.probes.stream..", "io.rtnlab.probes.event.."));
  }

  @Test
  void reportsAreMadeFromDocumentsAlone() {
    check(
        mayUse(
            "io.rtnlab.lab.report..",
            "io.rtnlab.lab.report..",
            "io.rtnlab.lab.results..",
            "io.rtnlab.lab.fingerprint.."));
  }

  @Test
  void nobodyButTheLauncherUsesTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.rtnlab.lab.cli..", "io.rtnlab.lab")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rtnlab.lab.cli..", "picocli.."));
  }

  @Test
  void packagesOfTheLabFormNoCircle() {
    check(slices().matching("io.rtnlab.lab.(*)..").should().beFreeOfCycles());
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
