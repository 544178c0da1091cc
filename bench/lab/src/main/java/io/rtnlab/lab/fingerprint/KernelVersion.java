// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a kernel, by its first two numbers. */
public record KernelVersion(int major, int minor) {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

  /** That of a release such as {@code 6.18.44-amd64}; 0.0 where it is no such text. */
  public static KernelVersion of(String release) {
    Matcher matcher = RELEASE.matcher(release);
    return matcher.matches()
        ? new KernelVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new KernelVersion(0, 0);
  }

  /** That of this machine. */
  public static KernelVersion running() {
    return of(System.getProperty("os.version", ""));
  }

  /** Whether it is this version or a newer one. */
  public boolean atLeast(int thisMajor, int thisMinor) {
    return major > thisMajor || (major == thisMajor && minor >= thisMinor);
  }
}
