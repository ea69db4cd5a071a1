--[[
  Promises a named agent to a call.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] call id
  ARGV[3] token
  ARGV[4] lease in milliseconds
  ARGV[5] agent id

  Result: the agent | -1 not built | -2 unknown agent | -5 not reservable | -7 call taken
]]
if not isBuilt() then return NOT_BUILT end
local earlier = alreadyReserved(ARGV[2], ARGV[3])
if earlier then return earlier end
local agent = load(ARGV[5])
if not agent then return UNKNOWN_AGENT end
if not isReservable(agent) then return NOT_RESERVABLE end
return reserve(agent, ARGV[2], ARGV[3], ARGV[4])
