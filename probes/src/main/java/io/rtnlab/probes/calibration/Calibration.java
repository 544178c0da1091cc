package io.rtnlab.probes.calibration;

/**
 * One backend against planted holds.
 *
 * @param probe its name
 * @param rounds how many holds were planted
 * @param holdNs how long each was meant to last
 * @param looks whom it named as owner meanwhile
 * @param waitLength error of the waiter's wait: as told, less the time from its request to the end
 *     of the hold; includes the way into the kernel and the wake-up
 * @param releaseTime error of the release: as told, less the moment at which the holder was let go;
 *     includes its way to {@code mutex_unlock}
 * @param holdLength error of the hold's length: as told, less the time during which it was surely
 *     held
 * @param lost events that the backend lost
 */
public record Calibration(
    String probe,
    int rounds,
    long holdNs,
    Looks looks,
    Errors waitLength,
    Errors releaseTime,
    Errors holdLength,
    long lost) {}
