--[[
  Promises the longest-idle agent of a line to a call.

  KEYS[1] built
  KEYS[2] agents
  KEYS[3] idle:<line>

  ARGV[1] prefix
  ARGV[2] call id
  ARGV[3] token
  ARGV[4] lease in milliseconds

  Result: the agent | -1 not built | -6 nobody idle | -7 call taken
]]
if not isBuilt() then return NOT_BUILT end
local earlier = alreadyReserved(ARGV[2], ARGV[3])
if earlier then return earlier end
local first = redis.call('ZRANGE', KEYS[3], 0, 0)[1]
if not first then return NOBODY_IDLE end
return reserve(load(first), ARGV[2], ARGV[3], ARGV[4])
