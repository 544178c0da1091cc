/** Addresses of links. */
@NullMarked
package io.rtnlab.netlink.message.address;

import org.jspecify.annotations.NullMarked;
