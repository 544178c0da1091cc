// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.doctor;

import io.rtnlab.probes.audit.AuditTable;
import io.rtnlab.probes.audit.AuditedClass;
import io.rtnlab.probes.audit.Share;
import io.rtnlab.probes.calibration.Calibration;
import io.rtnlab.probes.calibration.Errors;
import io.rtnlab.probes.calibration.Looks;
import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.CalibrationDocument;
import org.jspecify.annotations.Nullable;

/** Calibrations in the words of their document. */
final class CalibrationDocuments {
  private CalibrationDocuments() {}

  static CalibrationDocument.Row row(Calibration calibration) {
    Looks looks = calibration.looks();
    return new CalibrationDocument.Row(
        calibration.probe(),
        calibration.planted().holdNs(),
        calibration.planted().rounds(),
        looks.unread() > 0
            ? null
            : new CalibrationDocument.Looks(looks.right(), looks.wrong(), looks.free()),
        errors(calibration.errors().waitLength()),
        errors(calibration.errors().releaseTime()),
        new CalibrationDocument.Blamed(
            calibration.blame().waitedFor(),
            calibration.blame().leastNamed(),
            calibration.blame().leastProved(),
            calibration.blame().proved(),
            errors(calibration.errors().atLeast()),
            errors(calibration.errors().atMost()),
            errors(calibration.errors().knownTo()),
            calibration.blame().rightLength(),
            calibration.blame().decoyNs()),
        calibration.planted().lostEvents(),
        audited(calibration.audit()));
  }

  private static CalibrationDocument.@Nullable Errors errors(Errors errors) {
    return errors.reported() == 0
        ? null
        : new CalibrationDocument.Errors(
            errors.reported(),
            errors.missed(),
            errors.leastNs(),
            errors.medianNs(),
            errors.mostNs());
  }

  private static CalibrationDocument.@Nullable Audited audited(@Nullable AuditTable audit) {
    return audit == null
        ? null
        : new CalibrationDocument.Audited(
            audit.classes().stream().mapToLong(AuditedClass::samples).sum(),
            audit.classes().stream()
                .filter(each -> each.evidence().namesHolder())
                .mapToLong(AuditedClass::samples)
                .sum(),
            interval(audit.wronglyNamed()),
            interval(audit.overstated()),
            interval(audit.another()));
  }

  private static AuditDocument.Interval interval(Share share) {
    return new AuditDocument.Interval(share.share(), share.low(), share.high());
  }
}
