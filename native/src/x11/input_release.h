// Letting go of what is down on the XTEST devices, whoever pressed it there.
#pragma once
#include "connection.h"

namespace steadyhand::x11 {

/// Lets go of every key and button of the XTEST devices and waits until the server has worked it off. Answers how many.
/// Does nothing where the server has no XInput 2.
int LetGoOfXtestDevices(const Connection& x);

}  // namespace steadyhand::x11
