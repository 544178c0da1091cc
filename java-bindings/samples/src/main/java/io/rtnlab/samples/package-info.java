// SPDX-License-Identifier: Apache-2.0
/**
 * The manual: numbered programs, each of one page, from the simplest on. They configure the network
 * namespace that they are started in, so start them in one of their own, as root or not:
 *
 * <pre>
 * mvn -q package -DskipTests -pl java-bindings/samples -am
 * unshare -Urn java --enable-native-access=ALL-UNNAMED -cp 'java-bindings/*&#47;target/*' \
 *     io.rtnlab.samples.Sample01ListLinks
 * </pre>
 *
 * The tests run every one of them.
 */
@NullMarked
package io.rtnlab.samples;

import org.jspecify.annotations.NullMarked;
